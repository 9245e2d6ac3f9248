import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "tsup";
import { afterAll, afterEach, beforeAll } from "vitest";
import type { PeriodLimits } from "../../src/middleware/budgets/budget-limits.js";

export interface ReplicaSettings {
  readonly redisUrl: string;
  readonly upstream: string;
  readonly total: PeriodLimits;
}

/** Starts a proxy in a process of its own; resolves with its address. It ends with the test. */
export type StartReplica = (settings: ReplicaSettings) => Promise<string>;

/** Lets the tests of a file start proxies as processes, bundled once from the sources. */
export function useReplicas(): StartReplica {
  let folder: string;
  const running: ChildProcess[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "headroom-replicas-"));
    await bundle(folder);
  }, 60_000);
  afterEach(async () => {
    for (const child of running.splice(0)) {
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return async (settings) => {
    const child = spawn(process.execPath, [join(folder, "replica.mjs"), JSON.stringify(settings)], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    running.push(child);
    const [line] = await once(child.stdout, "data");
    return String(line).trim();
  };
}

async function bundle(folder: string): Promise<void> {
  await build({
    entry: [join(import.meta.dirname, "replica.ts")],
    config: false,
    silent: true,
    outDir: folder,
    format: "esm",
    outExtension: () => ({ js: ".mjs" }),
    target: "node22",
    tsconfig: join(import.meta.dirname, "../../tsconfig.json"),
    noExternal: [/.*/],
    // For packages that are no modules.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    removeNodeProtocol: false,
  });
}
