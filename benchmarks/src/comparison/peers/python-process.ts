import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { JsonObject } from "@headroom/core";

/** What a Python peer is asked for one request. */
export interface PythonQuestion {
  readonly peer: string;
  readonly messages: readonly JsonObject[];
  /** Tokens that trimming leaves. */
  readonly limit: number;
}

export interface PythonAnswer {
  readonly messages: readonly JsonObject[];
  /** What was left out, by its handle, as the peer's own store gives it. */
  readonly originals: Readonly<Record<string, string>>;
}

/** A running Python that answers one question after the other. */
export interface PythonProcess {
  /** @throws Error with what Python printed, when it ended instead. */
  ask(question: PythonQuestion): Promise<PythonAnswer>;
  close(): Promise<void>;
}

/**
 * Starts the Python of an environment with the script of the peers.
 *
 * @param home Folder that its packages take for the user's.
 */
export function startPython(python: string, script: string, home: string): PythonProcess {
  const env = { ...process.env, HOME: home, HEADROOM_TELEMETRY: "off" };
  const child = spawn(python, [script, "--serve"], { env, stdio: ["pipe", "pipe", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-2000);
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(question) {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`The Python of the peers ended: ${said.trim()}`);
      return JSON.parse(value) as PythonAnswer;
    },
    async close() {
      if (child.exitCode !== null) return;
      const closed = once(child, "close");
      child.stdin.end();
      await closed;
    },
  };
}
