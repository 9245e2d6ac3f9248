import { Readable } from "node:stream";
import { Agent, type Dispatcher } from "undici";
import type { RequestBody } from "../exchange/exchange.js";
import type { Transport, UpstreamRequest } from "./transport.js";
import { UndiciCall } from "./undici-call.js";
import { watchConnections } from "./watch-connections.js";

/** How connections to providers are made and how long they may rest. */
export interface UndiciTransportOptions {
  /** Longest wait for a connection, in milliseconds. @default 10_000 */
  readonly connectTimeoutMs?: number;
  /** Longest wait for the head of an answer, in milliseconds; 0 waits for ever. Models think for minutes. @default 600_000 */
  readonly firstByteTimeoutMs?: number;
  /** Longest silence inside an answer, in milliseconds; 0 waits for ever. @default 600_000 */
  readonly idleTimeoutMs?: number;
  /** Longest time that a call may take in all, in milliseconds; 0 is for ever. @default 0 */
  readonly requestTimeoutMs?: number;
  /** How long an unused connection is kept where the upstream does not say, in milliseconds. @default 30_000 */
  readonly keepAliveMs?: number;
}

/**
 * A transport over undici's dispatcher, which hands on bytes as they arrive and never decodes them.
 *
 * @example
 * const transport = createUndiciTransport({ firstByteTimeoutMs: 60_000 });
 */
export function createUndiciTransport(options: UndiciTransportOptions = {}): Transport {
  // One protocol upstream means one way of ending, aborting and naming headers.
  const { connect, watch } = watchConnections({ timeout: options.connectTimeoutMs ?? 10_000, allowH2: false });
  const settings = {
    connect,
    // Each call has clocks of its own, which stand still while a client does not read.
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: options.keepAliveMs ?? 30_000,
    maxHeaderSize: 65_536,
    allowH2: false,
  };
  const agent = new Agent(settings);
  const fresh = new Agent({ ...settings, pipelining: 0 });
  const limits = {
    firstByteMs: options.firstByteTimeoutMs ?? 600_000,
    idleMs: options.idleTimeoutMs ?? 600_000,
    totalMs: options.requestTimeoutMs ?? 0,
  };
  return {
    send(request, receiver) {
      const dispatched = dispatchOptions(request, () => call.touch());
      const call: UndiciCall = new UndiciCall(agent, fresh, dispatched, receiver, watch, limits);
      call.send();
      return call;
    },
    async close() {
      await Promise.all([agent.destroy(), fresh.destroy()]);
    },
  };
}

function dispatchOptions(
  { origin, path, method, headers, body }: UpstreamRequest,
  onSent: () => void,
): Dispatcher.DispatchOptions {
  return { origin, path, method, headers: headers as string[], body: bodyOf(body, onSent) };
}

function bodyOf(body: RequestBody | undefined, onSent: () => void): Uint8Array | Readable | null {
  if (body === undefined) return null;
  if (body instanceof Uint8Array) return body;
  const stream = Readable.from(watched(body, onSent), { objectMode: false });
  // undici stops listening when the upstream has answered; a client that leaves after that is no news.
  stream.on("error", () => {});
  return stream;
}

async function* watched(body: AsyncIterable<Uint8Array>, onChunk: () => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    onChunk();
    yield chunk;
  }
}
