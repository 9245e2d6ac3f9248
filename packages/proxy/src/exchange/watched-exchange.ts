import type { MaybePromise } from "@headroom/core";
import type { HeaderLines } from "../headers/header-lines.js";
import type { Exchange, RequestBody, ResponseHead } from "./exchange.js";

/** Is told of what a client gets. Must not throw. */
export interface ExchangeWatcher {
  /** May add lines to the head. */
  starts(head: ResponseHead): ResponseHead;
  writes?(chunk: Uint8Array): void;
  /** The client has the whole answer, it left before, or the answer was broken off. */
  ends(how: "complete" | "left" | "broken"): void;
}

/** An exchange whose answer is watched, whoever gives it. */
export class WatchedExchange implements Exchange {
  constructor(
    private readonly inner: Exchange,
    private readonly watcher: ExchangeWatcher,
  ) {
    inner.onAbort(() => watcher.ends("left"));
  }

  get method(): string {
    return this.inner.method;
  }

  get target(): string {
    return this.inner.target;
  }

  get headers(): HeaderLines {
    return this.inner.headers;
  }

  get hasBody(): boolean {
    return this.inner.hasBody;
  }

  readBody(limit: number): Promise<RequestBody> {
    return this.inner.readBody(limit);
  }

  streamBody(): AsyncIterable<Uint8Array> {
    return this.inner.streamBody();
  }

  get closed(): boolean {
    return this.inner.closed;
  }

  onAbort(listener: () => void): void {
    this.inner.onAbort(listener);
  }

  get started(): boolean {
    return this.inner.started;
  }

  start(head: ResponseHead): void {
    this.inner.start(this.watcher.starts(head));
  }

  write(chunk: Uint8Array): boolean {
    this.watcher.writes?.(chunk);
    return this.inner.write(chunk);
  }

  onDrain(listener: () => void): void {
    this.inner.onDrain(listener);
  }

  end(): void {
    this.inner.end();
    this.watcher.ends("complete");
  }

  abort(): void {
    this.watcher.ends("broken");
    this.inner.abort();
  }

  get response(): MaybePromise<Response> {
    return this.inner.response;
  }
}
