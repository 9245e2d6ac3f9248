import { type ChildProcessWithoutNullStreams, type SpawnOptionsWithoutStdio, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach } from "vitest";

const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const REGISTER = new URL("./register-sources.mjs", import.meta.url).href;

const SOURCES = ["--experimental-transform-types", "--disable-warning=ExperimentalWarning", "--import", REGISTER];

const children: ChildProcessWithoutNullStreams[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** The command in a process of its own, which ends with the test. `before` is what a shell does first, as `ulimit -f 1000`. */
export function startMain(
  argv: readonly string[],
  options: SpawnOptionsWithoutStdio = {},
  before = ":",
): ChildProcessWithoutNullStreams {
  const node = [process.execPath, ...SOURCES, MAIN, ...argv] as const;
  const [program, ...args] = before === ":" ? node : (["sh", "-c", `${before} && exec "$@"`, "sh", ...node] as const);
  const child = spawn(program, args, options);
  children.push(child);
  return child;
}
