import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { createSandbox, type Sandbox, type Script, scriptedAnswer } from "@headroom/proxy/sandbox";
import { afterEach } from "vitest";
import { FOLLOW_UP } from "./orders.js";

/** One request as the sandbox got it, and how it answered. */
export interface Exchange {
  readonly path: string;
  /** The raw bytes, which were UTF-8. */
  readonly body: string;
  readonly status: number;
  /** The type of the answer tells whole answers from streams. */
  readonly answerType: string;
}

export interface ServedSandbox {
  /** Address without a path. */
  readonly url: string;
  /** In the order in which they were answered. */
  readonly exchanges: readonly Exchange[];
}

const closing: Array<() => Promise<unknown>> = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Of its own accord the sandbox calls a harmless tool whenever the user has spoken. */
const script: Script = (prompt) => {
  const { turn } = prompt;
  const isFollowUp = turn.kind === "user" && turn.text.trim() === FOLLOW_UP;
  return scriptedAnswer(isFollowUp ? { ...prompt, choice: { type: "none" } } : prompt);
};

/** A sandbox of its own behind a real HTTP server, which ends with the test. */
export async function serveSandbox(): Promise<ServedSandbox> {
  const sandbox = createSandbox({ script });
  const exchanges: Exchange[] = [];
  const server = createServer((incoming, outgoing) => {
    const record = (exchange: Exchange) => void exchanges.push(exchange);
    answer(sandbox, incoming, outgoing, record).catch((error: Error) => outgoing.destroy(error));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, exchanges };
}

async function answer(
  sandbox: Sandbox,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  record: (exchange: Exchange) => void,
): Promise<void> {
  const { method = "", url: path = "" } = incoming;
  const bytes = new Uint8Array(await buffer(incoming));
  const headers = Object.entries(incoming.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const request = new Request(`http://${incoming.headers.host}${path}`, { method, headers, body: bytes });
  const { status, headers: answered, body } = await sandbox.fetch(request);
  // Recorded before the answer goes out: whoever has the answer finds its exchange.
  record({
    path,
    body: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes),
    status,
    answerType: answered.get("content-type") ?? "",
  });
  outgoing.writeHead(status, Object.fromEntries(answered));
  if (body === null) outgoing.end();
  else await pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), outgoing);
}
