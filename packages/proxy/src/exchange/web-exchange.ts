import type { HeaderLines } from "../headers/header-lines.js";
import { ClientGoneError, type Exchange, type RequestBody, type ResponseHead } from "./exchange.js";

/** Statuses whose responses have no body at all. */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

/** An exchange on web standards: a `Request` comes in, a `Response` with a stream goes out. */
export class WebExchange implements Exchange {
  readonly headers: HeaderLines;
  readonly target: string;
  readonly response: Promise<Response>;
  #respond: (response: Response) => void = () => {};
  #refuse: (reason: Error) => void = () => {};
  readonly #onAbort: Array<() => void> = [];
  readonly #onDrain: Array<() => void> = [];
  #body: ReadableStreamDefaultController<Uint8Array> | undefined;
  #started = false;
  #aborted = false;
  #ended = false;

  constructor(private readonly request: Request) {
    const { pathname, search } = new URL(request.url);
    this.target = pathname + search;
    this.headers = [...request.headers].flat();
    this.response = new Promise((resolve, reject) => {
      this.#respond = resolve;
      this.#refuse = reject;
    });
    request.signal.addEventListener("abort", () => this.#leave(), { once: true });
  }

  get method(): string {
    return this.request.method;
  }

  get hasBody(): boolean {
    return this.request.body !== null;
  }

  get closed(): boolean {
    return this.#aborted || this.#ended;
  }

  get started(): boolean {
    return this.#started;
  }

  async readBody(limit: number): Promise<RequestBody> {
    const { body } = this.request;
    if (body === null) return new Uint8Array(0);
    const reader = body.getReader();
    const chunks: Uint8Array[] = [];
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw new ClientGoneError("The client went away before its request was complete.", { cause });
      });
      if (done) return joined(chunks, size);
      chunks.push(value);
      size += value.length;
      if (size > limit) return continued(chunks, reader);
    }
  }

  streamBody(): AsyncIterable<Uint8Array> {
    const { body } = this.request;
    return body === null ? continued([], undefined) : continued([], body.getReader());
  }

  onAbort(listener: () => void): void {
    if (this.#aborted) listener();
    else this.#onAbort.push(listener);
  }

  start({ status, reason, headers }: ResponseHead): void {
    const lines = new Headers();
    for (let at = 0; at + 1 < headers.length; at += 2) lines.append(headers[at] as string, headers[at + 1] as string);
    const init = { status, statusText: reason, headers: lines };
    if (this.method === "HEAD" || BODILESS.has(status)) this.#respond(new Response(null, init));
    else this.#respond(new Response(this.#openBody(), init));
    this.#started = true;
  }

  #openBody(): ReadableStream<Uint8Array> {
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#body = controller;
      },
      pull: () => {
        for (const listener of this.#onDrain) listener();
      },
      cancel: () => this.#leave(),
    });
  }

  write(chunk: Uint8Array): boolean {
    if (this.closed) return true;
    this.#body?.enqueue(chunk);
    return (this.#body?.desiredSize ?? 1) > 0;
  }

  onDrain(listener: () => void): void {
    this.#onDrain.push(listener);
  }

  end(): void {
    if (this.closed) return;
    this.#ended = true;
    this.#body?.close();
  }

  abort(): void {
    if (this.closed) return;
    this.#ended = true;
    const error = new Error("The answer was broken off before its end.");
    this.#body?.error(error);
    this.#refuse(error);
  }

  #leave(): void {
    if (this.closed) return;
    this.#aborted = true;
    for (const listener of this.#onAbort) listener();
    this.#refuse(new ClientGoneError("The client went away before it was answered."));
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

async function* continued(
  head: readonly Uint8Array[],
  rest: ReadableStreamDefaultReader<Uint8Array> | undefined,
): AsyncGenerator<Uint8Array> {
  yield* head;
  while (rest !== undefined) {
    const { done, value } = await rest.read();
    if (done) return;
    yield value;
  }
}
