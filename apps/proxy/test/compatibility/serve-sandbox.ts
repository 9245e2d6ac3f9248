import { EventEmitter, once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { createSandbox, type Sandbox, type Script, scriptedAnswer } from "@headroom/proxy/sandbox";
import { onTestFinished } from "vitest";
import { FOLLOW_UP } from "./orders.js";

/** One request as the sandbox got it, and how it answered. */
export interface Exchange {
  readonly path: string;
  /** The raw bytes, which were UTF-8. */
  readonly body: string;
  readonly status: number;
  /** The type of the answer tells whole answers from streams. */
  readonly answerType: string;
  /** Resolves when the connection goes before the answer is complete. */
  readonly brokenOff: Promise<void>;
}

export interface ServedSandbox {
  /** Address without a path. */
  readonly url: string;
  /** In the order in which they were answered. */
  readonly exchanges: readonly Exchange[];
  /** The exchange of the second request, the first that carries a result of the tool. */
  readonly second: Promise<Exchange>;
}

/** What becomes of the second answer: it never comes, ends after its first words, is an error, or breaks off. */
export type Trouble = "held" | "held in the stream" | "refused" | "broken off";

/** Of its own accord the sandbox calls a harmless tool whenever the user has spoken. */
const script: Script = (prompt) => {
  const { turn } = prompt;
  const isFollowUp = turn.kind === "user" && turn.text.trim() === FOLLOW_UP;
  return scriptedAnswer(isFollowUp ? { ...prompt, choice: { type: "none" } } : prompt);
};

export function createOrdersSandbox(): Sandbox {
  return createSandbox({ script });
}

/**
 * A sandbox behind a real HTTP server, which ends with the test. Whatever stands before the version in a path is the base
 * address at which clients expect it.
 */
export async function serveSandbox(sandbox: Sandbox, trouble?: Trouble): Promise<ServedSandbox> {
  const exchanges: Exchange[] = [];
  const recorded = new EventEmitter();
  const second = once(recorded, "second").then(() => exchanges[1] as Exchange);
  const record = (exchange: Exchange): void => {
    exchanges.push(exchange);
    if (exchanges.length === 2) recorded.emit("second");
  };
  let requests = 0;
  const server = createServer((incoming, outgoing) => {
    requests += 1;
    const met = requests === 2 ? trouble : undefined;
    answer(sandbox, incoming, outgoing, record, met).catch((error: Error) => outgoing.destroy(error));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, exchanges, second };
}

async function answer(
  sandbox: Sandbox,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  record: (exchange: Exchange) => void,
  trouble: Trouble | undefined,
): Promise<void> {
  const brokenOff = new Promise<void>((resolve) => {
    outgoing.once("close", () => outgoing.writableFinished || resolve());
  });
  const { method = "", url: path = "" } = incoming;
  const bytes = new Uint8Array(await buffer(incoming));
  const headers = Object.entries(incoming.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const fault = trouble === "refused" ? "429" : trouble === "broken off" ? "truncated" : undefined;
  if (fault !== undefined) headers.push(["x-sandbox-fault", fault]);
  const address = `http://${incoming.headers.host}${path.replace(/^.*?(?=\/v\d)/, "")}`;
  const request = new Request(address, { method, headers, body: bytes });
  const { status, headers: answered, body } = await sandbox.fetch(request);
  // Recorded before the answer goes out: whoever has the answer finds its exchange.
  record({
    path,
    body: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes),
    status,
    answerType: answered.get("content-type") ?? "",
    brokenOff,
  });
  if (trouble === "held") return;
  outgoing.writeHead(status, Object.fromEntries(answered));
  const chunks = body === null ? Readable.from([]) : Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
  if (trouble === "held in the stream") await writeFirstWords(chunks, outgoing);
  else await pipeline(chunks, outgoing);
}

/** Writes until the answer has begun to say that the result was read, and then no more. */
async function writeFirstWords(chunks: AsyncIterable<Uint8Array>, outgoing: ServerResponse): Promise<void> {
  for await (const chunk of chunks) {
    outgoing.write(chunk);
    if (Buffer.from(chunk).toString().includes("I have read")) return;
  }
}
