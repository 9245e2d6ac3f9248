import type { AnswerEnd } from "../answer/answer-observer.js";
import { type WatchedEvents, watchedEvents } from "../answer/watched-events.js";
import type { ResponseHead } from "../exchange/exchange.js";
import { filterLines } from "../headers/header-lines.js";
import { responseHeaders } from "../headers/response-headers.js";
import { answerProblem } from "../problem.js";
import type { ResponseReceiver } from "../upstream/transport.js";
import { UpstreamFailure } from "../upstream/upstream-failure.js";
import { upstreamProblem } from "../upstream/upstream-problem.js";
import type { Outbound } from "./outbound.js";

/**
 * Takes an answer from the upstream to the client as it comes. A stream of events that breaks off gets the end that its format
 * has for it; any other answer that does leaves no clean end.
 */
export class AnswerRelay implements ResponseReceiver {
  #settled = false;
  #whenSettled: () => void = () => {};
  #events: WatchedEvents | undefined;

  constructor(private readonly outbound: Outbound) {}

  start(head: ResponseHead): void {
    const { exchange, added, observers, match } = this.outbound;
    const { status, reason, headers } = head;
    for (const observer of observers) observer.start?.(head);
    this.#events = watchedEvents(head, match?.route.dialect);
    const lines = responseHeaders(headers, status, added);
    // A stream that may get another end has no length that is known before.
    const sent = this.#events === undefined ? lines : filterLines(lines, (name) => name !== "content-length");
    exchange.start({ status, reason, headers: sent });
  }

  data(chunk: Uint8Array): boolean {
    for (const observer of this.outbound.observers) observer.data?.(chunk);
    const passes = this.#events === undefined ? chunk : this.#events.push(chunk);
    return passes.length === 0 || this.outbound.exchange.write(passes);
  }

  end(): void {
    const rest = this.#events?.rest();
    if (this.#events !== undefined && rest === undefined) {
      this.fail(new UpstreamFailure("answer-truncated"));
      return;
    }
    this.settle({ how: "complete" });
    if (rest !== undefined && rest.length > 0) this.outbound.exchange.write(rest);
    this.outbound.exchange.end();
  }

  fail(error: Error): void {
    const { exchange, provider, upstream, added } = this.outbound;
    if (exchange.closed) this.settle({ how: "aborted" });
    else if (this.#events?.ended === true) this.end();
    else {
      this.settle({ how: "failed", error });
      const problem = upstreamProblem(error, upstream.origin);
      if (!exchange.started) answerProblem(exchange, problem, provider, added);
      else if (this.#events?.canFail === true) {
        exchange.write(this.#events.failure(problem));
        // What is written leaves before the connection breaks.
        if (this.#events.breaksAfterFailure) setImmediate(() => exchange.abort());
        else exchange.end();
      } else exchange.abort();
    }
  }

  get settled(): boolean {
    return this.#settled;
  }

  /** Calls `listener` when the answer ends. */
  onSettled(listener: () => void): void {
    this.#whenSettled = listener;
  }

  /** Tells those who watch how the answer ended, once. */
  settle(end: AnswerEnd): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#whenSettled();
    for (const observer of this.outbound.observers) observer.end(end);
  }
}
