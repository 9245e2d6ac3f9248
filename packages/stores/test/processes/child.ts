import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const registerSources = new URL("./register-sources.mjs", import.meta.url).href;

/** A Node process of its own that runs one of the scripts beside this file. */
export interface Child {
  readonly process: ChildProcess;
  /** The next line that it prints; `undefined` once it has ended. */
  nextLine(): Promise<string | undefined>;
  /** All it still prints until it ends. Rejects with its error output unless it ends well. */
  rest(): Promise<readonly string[]>;
  send(line: string): void;
}

/** Starts `script` with arguments; `limit` is a shell command that runs first, such as one that lowers a limit. */
export function startChild(script: string, args: readonly string[], limit?: string): Child {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const command = [process.execPath, "--import", registerSources, path, ...args];
  const child =
    limit === undefined
      ? spawn(command[0] as string, command.slice(1))
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
        throw new Error(`${script} ended with ${child.exitCode ?? child.signalCode}: ${errorOutput}`);
      }
      return printed;
    },
    send: (line) => void child.stdin.write(`${line}\n`),
  };
}
