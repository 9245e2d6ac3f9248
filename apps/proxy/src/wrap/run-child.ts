import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import type { World } from "../commands/command.js";
import { InputError } from "../commands/flags.js";

/**
 * Runs a program with the streams of this process until it ends, and gives its exit code. A request to end is passed on.
 *
 * @throws InputError when it cannot be started.
 */
export async function runChild(
  program: string,
  args: readonly string[],
  { stdin, stdout, stderr, signal }: World,
  env: Record<string, string>,
): Promise<number> {
  const inherits = "fd" in stdout;
  const child = spawn(program, args, {
    env,
    stdio: inherits ? "inherit" : "pipe",
    shell: process.platform === "win32",
  });
  if (!inherits) connect(child, { stdin, stdout, stderr });
  const end = (): void => void child.kill("SIGTERM");
  signal.addEventListener("abort", end, { once: true });
  try {
    const [code, killedBy] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
    return code ?? 128 + (constants.signals[killedBy ?? "SIGTERM"] ?? 0);
  } catch (error) {
    throw new InputError(`${program} cannot be started: ${reasonOf(error as NodeJS.ErrnoException)}.`);
  } finally {
    signal.removeEventListener("abort", end);
  }
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  return code === "ENOENT" ? "there is no such program, or it is not on the search path" : message;
}

function connect(child: ChildProcess, { stdin, stdout, stderr }: Pick<World, "stdin" | "stdout" | "stderr">): void {
  if (child.stdin !== null) stdin.pipe(child.stdin.on("error", () => {}));
  child.stdout?.pipe(stdout, { end: false });
  child.stderr?.pipe(stderr, { end: false });
}
