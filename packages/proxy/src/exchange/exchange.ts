import type { MaybePromise } from "@headroom/core";
import type { HeaderLines } from "../headers/header-lines.js";

/** A whole body, or one whose bytes are passed on as they arrive. */
export type RequestBody = Uint8Array | AsyncIterable<Uint8Array>;

export interface ResponseHead {
  readonly status: number;
  /** Reason phrase; empty where there is none. */
  readonly reason: string;
  readonly headers: HeaderLines;
}

/**
 * One request and the way to answer it, free of any server's classes. The relay works on this, so that it runs on a Node
 * response without the cost of web streams, and on a `Request` wherever there is no socket.
 */
export interface Exchange {
  readonly method: string;
  /** Path and query exactly as they were sent. */
  readonly target: string;
  readonly headers: HeaderLines;
  /** Whether the request carries a body. */
  readonly hasBody: boolean;
  /**
   * The body, whole if it has at most `limit` bytes; otherwise as a stream that begins with what was already read.
   *
   * Rejects when the client goes away.
   */
  readBody(limit: number): Promise<RequestBody>;
  /** The body as it arrives. Breaking off the iteration leaves the connection to the client open. */
  streamBody(): AsyncIterable<Uint8Array>;

  /** Whether the client has gone, or got all of its answer. */
  readonly closed: boolean;
  /** Calls `listener` if the client goes away before it has the whole answer, at once if it has gone. */
  onAbort(listener: () => void): void;

  /** Whether status and headers were sent. */
  readonly started: boolean;
  /** Sends status and headers, without waiting for a body. */
  start(head: ResponseHead): void;
  /** Sends bytes. `false` asks to wait for {@link onDrain} before sending more. */
  write(chunk: Uint8Array): boolean;
  onDrain(listener: () => void): void;
  end(): void;
  /** Breaks the answer off so that the client cannot take what it has for the whole. */
  abort(): void;

  /** What a Hono route gives back for this exchange. */
  readonly response: MaybePromise<Response>;
}

/** The client went away while its request was read. */
export class ClientGoneError extends Error {
  override readonly name = "ClientGoneError";
}
