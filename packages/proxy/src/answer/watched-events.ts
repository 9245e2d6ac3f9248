import { type AnswerWatch, createSseReader, type Dialect, type ProviderProblem } from "@headroom/core";
import type { ResponseHead } from "../exchange/exchange.js";
import { headerValue } from "../headers/header-lines.js";
import { EventGate } from "./event-gate.js";

/** Longer events are not looked into; nobody holds them in memory. */
const MAX_EVENT_BYTES = 32 * 1024 * 1024;

/** How fields of an event begin. */
const FIELD = /^(?:\ufeff)?(?:data|event|id|retry)?:/;

const BLANK_LINES = new TextEncoder().encode("\n\n");

/**
 * The events of a streamed answer on their way to the client: whole ones pass, and at the end it is known whether the answer
 * was whole. Streams of another format pass as they are.
 */
export class WatchedEvents {
  readonly #gate = new EventGate();
  readonly #reader = createSseReader(
    (event) => {
      this.#sawEvents = true;
      this.watch.see(event);
    },
    { maxEventBytes: MAX_EVENT_BYTES },
  );
  #sawEvents = false;

  constructor(private readonly watch: AnswerWatch) {}

  /** What may pass now that `chunk` has come. */
  push(chunk: Uint8Array): Uint8Array {
    this.#reader.push(chunk);
    return this.#gate.push(chunk);
  }

  /** At the end of the stream: what is left to pass on; `undefined` where the answer is not whole. */
  rest(): Uint8Array | undefined {
    const held = this.#gate.held();
    if (this.#isForeign(held)) return held;
    // The last event may lack the blank line that ends it.
    if (held.length > 0) this.#reader.push(BLANK_LINES);
    // What was cut says nothing of the format.
    this.#sawEvents = false;
    return this.watch.mayEnd ? held : undefined;
  }

  /** Whether it is known how to end a stream that broke off. */
  get canFail(): boolean {
    return this.watch.ended || !this.#isForeign(this.#gate.held());
  }

  /** Whether the answer came to its end, whatever became of its connection. */
  get ended(): boolean {
    return this.watch.ended;
  }

  /** Whether the connection has to break behind {@link failure}, so that clients notice. */
  get breaksAfterFailure(): boolean {
    return this.watch.breaksAfterFailure === true;
  }

  /** Events that end the stream as a failed one. */
  failure(problem: ProviderProblem): Uint8Array {
    return new TextEncoder().encode(this.watch.failure(problem));
  }

  #isForeign(held: Uint8Array): boolean {
    if (this.watch.recognised) return false;
    return this.#sawEvents || (held.length > 0 && !FIELD.test(new TextDecoder().decode(held.subarray(0, 16))));
  }
}

/** Watches an answer if it is a stream of events that can be read along. */
export function watchedEvents(
  { status, headers }: ResponseHead,
  dialect: Dialect | undefined,
): WatchedEvents | undefined {
  if (status !== 200 || dialect?.watchAnswer === undefined) return undefined;
  if (!/^text\/event-stream\b/i.test(headerValue(headers, "content-type") ?? "")) return undefined;
  // What is encoded cannot get another end.
  if ((headerValue(headers, "content-encoding") ?? "identity") !== "identity") return undefined;
  return new WatchedEvents(dialect.watchAnswer());
}
