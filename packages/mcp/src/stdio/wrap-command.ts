import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import type { Readable, Writable } from "node:stream";
import { HeadroomError } from "@headroom/core";
import spawn from "cross-spawn";
import { checkOptions, type McpOptions } from "../options/mcp-options.js";
import { createRelay, type Relay } from "../wrap/create-relay.js";
import { linesOf, writeLine } from "./lines.js";
import type { StdioStreams } from "./serve-stdio.js";

/** Where messages come from and go to, and where the wrapped command writes its errors. */
export interface WrapStreams extends StdioStreams {
  /** Where the server's own words go. @default the stderr of this process */
  readonly stderr?: Writable;
  /** The server's environment. @default process.env */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** How long a server may go on when its client has gone, in milliseconds. */
const GONE_MS = 10_000;
/** How long a server may take to end when it is told to, in milliseconds: less than clients wait before they use force. */
const ASKED_MS = 1_500;

/**
 * Runs a server of the Model Context Protocol that speaks on standard input and output, with shorter results: what the client
 * says goes to it, what it says to the client. Gives its exit code.
 *
 * @throws HeadroomError `not-found` when the command cannot be started, `invalid-option` naming the option.
 * @example
 * process.exitCode = await wrapCommand(["npx", "-y", "@acme/orders-mcp"], { originals });
 */
export async function wrapCommand(
  command: readonly string[],
  options: McpOptions = {},
  streams: WrapStreams = {},
): Promise<number> {
  checkOptions(options, "wrapCommand");
  const [program, ...args] = command;
  if (program === undefined) throw new HeadroomError("invalid-option", "The command of the server is missing.");
  const relay = createRelay(options);
  const { stdin = process.stdin, stdout = process.stdout, stderr, env = process.env, signal } = streams;
  const child = spawn(program, args, {
    env: { ...env },
    stdio: ["pipe", "pipe", stderr === undefined ? "inherit" : "pipe"],
  });
  const exited = exitOf(child, program);
  const stop = (): void => stopAfter(child, 0);
  signal?.addEventListener("abort", stop, { once: true });
  if (signal?.aborted) stop();
  if (stderr !== undefined) child.stderr?.pipe(stderr, { end: false });
  const output = new LineWriter(stdout);
  const answering = relayClient(relay, stdin, child.stdin as Writable, output).finally(() => stopAfter(child, GONE_MS));
  // What the client cannot say any more is no fault of the server; it ends by its exit.
  answering.catch(() => {});
  try {
    const [code] = await Promise.all([exited, relayServer(relay, child.stdout as Readable, output)]);
    await output.written();
    return code;
  } finally {
    signal?.removeEventListener("abort", stop);
    // Whoever still reads it would keep the process from its end.
    stdin.destroy();
  }
}

/** Writes lines one after the other, whoever gives them. */
class LineWriter {
  #last: Promise<void> = Promise.resolve();

  constructor(private readonly stream: Writable) {}

  write(line: Uint8Array): Promise<void> {
    this.#last = this.#last.then(() => writeLine(this.stream, line)).catch(() => {});
    return this.#last;
  }

  written(): Promise<void> {
    return this.#last;
  }
}

async function relayClient(relay: Relay, stdin: Readable, server: Writable, client: LineWriter): Promise<void> {
  // A server that ended takes nothing any more.
  server.on("error", () => {});
  for await (const line of linesOf(stdin)) {
    const step = await relay.fromClient(line);
    await ("forward" in step ? writeLine(server, step.forward) : client.write(step.answer));
  }
}

async function relayServer(relay: Relay, stdout: Readable, client: LineWriter): Promise<void> {
  for await (const line of linesOf(stdout)) await client.write(await relay.fromServer(line));
}

async function exitOf(child: ChildProcess, program: string): Promise<number> {
  try {
    const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
    return code ?? (signal === null ? 1 : 143);
  } catch (error) {
    throw new HeadroomError("not-found", `${program} cannot be started: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}

/** Ends as the protocol says: first the input is closed, then the process is asked, then it is ended. */
function stopAfter(child: ChildProcess, ms: number): void {
  child.stdin?.end();
  const ask = setTimeout(() => child.kill("SIGTERM"), ms);
  const force = setTimeout(() => child.kill("SIGKILL"), ms + ASKED_MS);
  child.once("close", () => {
    clearTimeout(ask);
    clearTimeout(force);
  });
}
