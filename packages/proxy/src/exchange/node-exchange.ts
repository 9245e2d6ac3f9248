import type { IncomingMessage, ServerResponse } from "node:http";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type HeaderLines, headerValue } from "../headers/header-lines.js";
import { ClientGoneError, type Exchange, type RequestBody, type ResponseHead } from "./exchange.js";

/** An exchange on a Node server: bytes go from socket to socket, with no web stream in between. */
export class NodeExchange implements Exchange {
  readonly response = RESPONSE_ALREADY_SENT;
  #sentBytes = false;
  #selfDelimited = false;

  constructor(
    private readonly incoming: IncomingMessage,
    private readonly outgoing: ServerResponse,
  ) {}

  get method(): string {
    return this.incoming.method ?? "GET";
  }

  get target(): string {
    return this.incoming.url ?? "/";
  }

  get headers(): HeaderLines {
    return this.incoming.rawHeaders;
  }

  get hasBody(): boolean {
    const { headers } = this.incoming;
    return headers["transfer-encoding"] !== undefined || headers["content-length"] !== undefined;
  }

  get closed(): boolean {
    return this.outgoing.destroyed || this.outgoing.writableEnded;
  }

  get started(): boolean {
    return this.outgoing.headersSent;
  }

  readBody(limit: number): Promise<RequestBody> {
    return Number(this.incoming.headers["content-length"] ?? 0) > limit
      ? Promise.resolve(this.streamBody())
      : readAtMost(this.incoming, limit);
  }

  streamBody(): AsyncIterable<Uint8Array> {
    return this.incoming.iterator({ destroyOnReturn: false });
  }

  onAbort(listener: () => void): void {
    if (this.outgoing.destroyed) {
      listener();
      return;
    }
    this.outgoing.once("close", () => {
      if (!this.outgoing.writableFinished) listener();
    });
  }

  start({ status, reason, headers }: ResponseHead): void {
    this.outgoing.sendDate = false;
    this.outgoing.writeHead(status, reason, headers as string[]);
    this.#selfDelimited = this.outgoing.chunkedEncoding || headerValue(headers, "content-length") !== undefined;
    // A body that came with the head leaves in one packet with it; without one the head does not wait.
    process.nextTick(() => {
      if (!this.#sentBytes && !this.closed) this.outgoing.flushHeaders();
    });
  }

  write(chunk: Uint8Array): boolean {
    this.#sentBytes = true;
    return this.outgoing.write(chunk);
  }

  onDrain(listener: () => void): void {
    this.outgoing.on("drain", listener);
  }

  end(): void {
    this.outgoing.end();
  }

  abort(): void {
    // To a client of HTTP/1.0 the end of the connection is the end of the body; only a reset says otherwise.
    if (this.started && !this.#selfDelimited) this.outgoing.socket?.resetAndDestroy();
    this.outgoing.destroy();
  }
}

function readAtMost(incoming: IncomingMessage, limit: number): Promise<RequestBody> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (body: RequestBody | undefined): void => {
      incoming.off("data", onData).off("end", onEnd).off("error", onGone).off("close", onGone);
      if (body === undefined) reject(new ClientGoneError("The client went away before its request was complete."));
      else resolve(body);
    };
    const onData = (chunk: Buffer): void => {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= limit) return;
      incoming.pause();
      settle(continued(chunks, incoming));
    };
    const onEnd = (): void => settle(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, size));
    const onGone = (): void => settle(undefined);
    incoming.on("data", onData).on("end", onEnd).on("error", onGone).on("close", onGone);
    if (incoming.destroyed) onGone();
  });
}

async function* continued(head: readonly Buffer[], incoming: IncomingMessage): AsyncGenerator<Uint8Array> {
  yield* head;
  yield* incoming.iterator({ destroyOnReturn: false });
}
