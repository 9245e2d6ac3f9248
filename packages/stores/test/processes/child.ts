import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "tsup";
import { afterAll, beforeAll } from "vitest";

/** A Node process of its own that runs one of the scripts beside this file. */
export interface Child {
  readonly process: ChildProcess;
  /** The next line that it prints; `undefined` once it has ended. */
  nextLine(): Promise<string | undefined>;
  /** All it still prints until it ends. Rejects with its error output unless it ends well. */
  rest(): Promise<readonly string[]>;
  send(line: string): void;
}

/** Starts a script with arguments; `limit` is a shell command that runs first, such as one that lowers a limit. */
export type StartChild = (script: string, args: readonly string[], limit?: string) => Child;

/**
 * Lets the tests of a file start the scripts beside this one. They are bundled once per file, so that a process starts in
 * milliseconds, from the sources and not from what was built last.
 *
 * @example
 * const startChild = useChildren();
 * it("prints", async () => expect(await startChild("print-warnings.ts", []).rest()).toEqual([]));
 */
export function useChildren(): StartChild {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "headroom-children-"));
    await bundle(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (script, args, limit) => startChild(join(folder, script.replace(/\.ts$/, ".mjs")), args, limit);
}

async function bundle(folder: string): Promise<void> {
  const scripts = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".ts"));
  await build({
    entry: scripts.map((name) => join(import.meta.dirname, name)).filter((path) => path !== import.meta.filename),
    config: false,
    silent: true,
    outDir: folder,
    format: "esm",
    outExtension: () => ({ js: ".mjs" }),
    target: "node22",
    tsconfig: join(import.meta.dirname, "../../tsconfig.json"),
    noExternal: [/^@headroom\//, "ioredis", "lru-cache"],
    // For packages that are no modules.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    removeNodeProtocol: false,
  });
}

function startChild(path: string, args: readonly string[], limit?: string): Child {
  const command = [process.execPath, path, ...args];
  const child =
    limit === undefined
      ? spawn(process.execPath, command.slice(1))
      : spawn("sh", ["-c", `${limit}; exec "$@"`, "sh", ...command]);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let errorOutput = "";
  child.stderr.on("data", (chunk: Buffer) => {
    errorOutput += chunk.toString();
  });
  const closed = once(child, "close");

  const nextLine = async (): Promise<string | undefined> => {
    const { value, done } = await lines.next();
    return done ? undefined : value;
  };
  return {
    process: child,
    nextLine,
    async rest() {
      const printed: string[] = [];
      for (let line = await nextLine(); line !== undefined; line = await nextLine()) {
        printed.push(line);
      }
      await closed;
      if (child.exitCode !== 0) {
        throw new Error(`${path} ended with ${child.exitCode ?? child.signalCode}: ${errorOutput}`);
      }
      return printed;
    },
    send: (line) => void child.stdin.write(`${line}\n`),
  };
}
