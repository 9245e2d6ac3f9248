import { PassThrough, Readable } from "node:stream";
import { runCli } from "../../src/cli.js";
import type { World } from "../../src/commands/command.js";

export interface Input {
  readonly stdin?: string;
  readonly env?: World["env"];
  readonly workerUrl?: string;
}

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command line that runs in this process. */
export interface Running {
  readonly outcome: Promise<Outcome>;
  /** The text on standard output once it matches; rejects when the command ends before. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  /** Asks it to end. */
  stop(): void;
}

/** Starts a command line in this process, with no environment but the one given. */
export function start(argv: readonly string[], { stdin = "", env = {}, workerUrl }: Input = {}): Running {
  const asked = new AbortController();
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const texts = { stdout: "", stderr: "" };
  stdout.on("data", (chunk: Buffer) => {
    texts.stdout += chunk;
  });
  stderr.on("data", (chunk: Buffer) => {
    texts.stderr += chunk;
  });
  const world: World = {
    stdin: Readable.from([stdin]),
    stdout,
    stderr,
    env,
    signal: asked.signal,
    self: [],
    workerUrl,
    now: Date.now,
  };
  const outcome = runCli(argv, world).then((code) => ({ code, ...texts }));
  return {
    outcome,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(texts.stdout);
          if (match !== null) resolve(match);
        };
        stdout.on("data", look);
        look();
        outcome.then((ended) => reject(new Error(`It ended: ${JSON.stringify(ended)}`)), reject);
      }),
    stop: () => asked.abort(),
  };
}

/** Runs a command line to its end. */
export function run(argv: readonly string[], input?: Input): Promise<Outcome> {
  return start(argv, input).outcome;
}
