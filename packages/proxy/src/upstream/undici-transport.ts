import { Readable } from "node:stream";
import { Agent, type Dispatcher } from "undici";
import type { RequestBody } from "../exchange/exchange.js";
import { type Breaking, markResets } from "./mark-resets.js";
import type { ResponseReceiver, Transport, UpstreamCall, UpstreamRequest } from "./transport.js";

const ABORTED = new Error("The client went away.");

export interface UndiciTransportOptions {
  /** Longest wait for a connection, in milliseconds. @default 10_000 */
  readonly connectTimeoutMs?: number;
  /** Longest wait for the head of an answer, in milliseconds. Models think for minutes. @default 600_000 */
  readonly headersTimeoutMs?: number;
  /** Longest silence inside an answer, in milliseconds; 0 waits for ever. @default 0 */
  readonly bodyTimeoutMs?: number;
  /** How long an unused connection is kept where the upstream does not say, in milliseconds. @default 30_000 */
  readonly keepAliveMs?: number;
}

/**
 * A transport over undici's dispatcher, which hands on bytes as they arrive and never decodes them.
 *
 * @example
 * const transport = createUndiciTransport({ headersTimeoutMs: 60_000 });
 */
export function createUndiciTransport(options: UndiciTransportOptions = {}): Transport {
  // One protocol upstream means one way of ending, aborting and naming headers.
  const { connect, breaking } = markResets({ timeout: options.connectTimeoutMs ?? 10_000, allowH2: false });
  const agent = new Agent({
    connect,
    headersTimeout: options.headersTimeoutMs ?? 600_000,
    bodyTimeout: options.bodyTimeoutMs ?? 0,
    keepAliveTimeout: options.keepAliveMs ?? 30_000,
    maxHeaderSize: 65_536,
    allowH2: false,
  });
  return {
    send(request, receiver) {
      const call = new Call(receiver, breaking);
      agent.dispatch(dispatchOptions(request), call);
      return call;
    },
    close: () => agent.destroy(),
  };
}

function dispatchOptions({ origin, path, method, headers, body }: UpstreamRequest): Dispatcher.DispatchOptions {
  return { origin, path, method, headers: headers as string[], body: bodyOf(body) };
}

function bodyOf(body: RequestBody | undefined): Uint8Array | Readable | null {
  if (body === undefined) return null;
  return body instanceof Uint8Array ? body : Readable.from(body, { objectMode: false });
}

class Call implements Dispatcher.DispatchHandler, UpstreamCall {
  #controller: Dispatcher.DispatchController | undefined;
  #aborted = false;

  constructor(
    private readonly receiver: ResponseReceiver,
    private readonly breaking: Breaking,
  ) {}

  abort(): void {
    this.#aborted = true;
    this.#controller?.abort(ABORTED);
  }

  resume(): void {
    if (this.#controller?.paused === true) this.#controller.resume();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#aborted) controller.abort(ABORTED);
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    _headers: unknown,
    reason: string | undefined,
  ): void {
    // Interim answers such as 103 belong to this connection.
    if (status < 200) return;
    this.receiver.start({ status, reason: reason ?? "", headers: linesOf(controller.rawHeaders) });
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (!this.receiver.data(chunk)) controller.pause();
  }

  onResponseEnd(): void {
    if (this.breaking.now) this.receiver.fail(new Error("The connection broke inside the answer."));
    else this.receiver.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.receiver.fail(error);
  }
}

/** Header bytes as the characters that Node writes back as the same bytes. */
function linesOf(raw: Dispatcher.DispatchController["rawHeaders"]): string[] {
  if (!Array.isArray(raw)) return [];
  return raw.map((field) => (typeof field === "string" ? field : field.toString("latin1")));
}
