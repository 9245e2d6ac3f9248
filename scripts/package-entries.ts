import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Entry files of a package: output name without extension, for example `sqlite/index`, to source file. */
export interface PackageEntries {
  readonly library: Readonly<Record<string, string>>;
  readonly commands: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly bin?: Readonly<Record<string, string>>;
}

/**
 * Reads from a package's package.json which of its sources are entries: `.` stands for src/index.ts, `./sqlite` for
 * src/sqlite/index.ts, a `bin` of dist/main.js for src/main.ts.
 *
 * @example
 * packageEntries("packages/stores").library; // { "sqlite/index": "src/sqlite/index.ts" }
 */
export function packageEntries(folder: string): PackageEntries {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const subpaths = Object.keys(manifest.exports ?? {}).filter((subpath) => !subpath.endsWith(".json"));
  const targets = Object.values(manifest.bin ?? {});
  return {
    library: sources(subpaths.map((subpath) => (subpath === "." ? "index" : `${subpath.slice(2)}/index`))),
    commands: sources(targets.map((target) => target.replace(/^(?:\.\/)?dist\//, "").replace(/\.js$/, ""))),
  };
}

function sources(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, `src/${name}.ts`]));
}
