import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import type { Circumstances } from "./comparison.ts";

const INSTALLED = join(import.meta.dirname, "../../node_modules");

/** Packages that were measured, beside Python's. */
const PACKAGES = ["@headroom/core", "@toon-format/toon", "@langchain/core", "ai"];

/** When, where and with what a comparison was made. */
export function circumstances(
  now: Date,
  python: Readonly<Record<string, string>>,
  skipped: readonly string[],
): Circumstances {
  const processor = cpus()[0]?.model ?? "unknown processor";
  const versions = PACKAGES.map((name) => [name, versionOf(name)]);
  return {
    date: now.toISOString().slice(0, 10),
    machine: `${cpus().length} cores (${processor}), ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}`,
    versions: { "Node.js": process.versions.node, ...Object.fromEntries(versions), ...python },
    skipped,
  };
}

function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(join(INSTALLED, name, "package.json"), "utf8")) as { version: string };
  return version;
}
