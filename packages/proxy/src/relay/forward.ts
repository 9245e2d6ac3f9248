import type { AnswerEnd } from "../answer/answer-observer.js";
import type { ResponseHead } from "../exchange/exchange.js";
import { responseHeaders } from "../headers/response-headers.js";
import { answerProblem } from "../problem.js";
import type { ResponseReceiver, Transport } from "../upstream/transport.js";
import { upstreamProblem } from "../upstream/upstream-problem.js";
import type { Outbound } from "./outbound.js";

/** Sends a request to its upstream and the answer back as it comes. When the client leaves, the upstream call ends. */
export function forward(outbound: Outbound, transport: Transport): void {
  const { exchange, upstream, target, headers, body } = outbound;
  const answer = new AnswerRelay(outbound);
  if (exchange.closed) {
    answer.settle({ how: "unsent" });
    return;
  }
  const call = transport.send(
    { origin: upstream.origin, path: upstream.basePath + target, method: exchange.method, headers, body },
    answer,
  );
  exchange.onAbort(() => {
    answer.settle({ how: "aborted" });
    call.abort();
  });
  exchange.onDrain(() => call.resume());
}

class AnswerRelay implements ResponseReceiver {
  #settled = false;

  constructor(private readonly outbound: Outbound) {}

  start(head: ResponseHead): void {
    const { status, reason, headers } = head;
    for (const observer of this.outbound.observers) observer.start?.(head);
    this.outbound.exchange.start({ status, reason, headers: responseHeaders(headers, status, this.outbound.added) });
  }

  data(chunk: Uint8Array): boolean {
    for (const observer of this.outbound.observers) observer.data?.(chunk);
    return this.outbound.exchange.write(chunk);
  }

  end(): void {
    this.settle({ how: "complete" });
    this.outbound.exchange.end();
  }

  fail(error: Error): void {
    const { exchange, provider, upstream, added } = this.outbound;
    this.settle(exchange.closed ? { how: "aborted" } : { how: "failed", error });
    if (exchange.closed) return;
    if (exchange.started) exchange.abort();
    else answerProblem(exchange, upstreamProblem(error, upstream.origin), provider, added);
  }

  settle(end: AnswerEnd): void {
    if (this.#settled) return;
    this.#settled = true;
    for (const observer of this.outbound.observers) observer.end(end);
  }
}
