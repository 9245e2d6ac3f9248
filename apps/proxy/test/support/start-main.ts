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

/** The command in a process of its own, which ends with the test. */
export function startMain(
  argv: readonly string[],
  options: SpawnOptionsWithoutStdio = {},
): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [...SOURCES, MAIN, ...argv], options);
  children.push(child);
  return child;
}
