import type { RequestBody, ResponseHead } from "../exchange/exchange.js";

/** A request as the upstream gets it. */
export interface UpstreamRequest {
  /** Scheme, host and port, such as `https://api.openai.com`. */
  readonly origin: string;
  /** Path and query, with the upstream's base path. */
  readonly path: string;
  readonly method: string;
  readonly headers: readonly string[];
  readonly body: RequestBody | undefined;
}

/** What an answer is told to. After `end` or `fail` nothing more comes. */
export interface ResponseReceiver {
  /** The status and the headers have come. */
  start(head: ResponseHead): void;
  /** `false` asks for no more until {@link UpstreamCall.resume}. */
  data(chunk: Uint8Array): boolean;
  /** The answer is whole. */
  end(): void;
  /** The answer did not come, or not to its end. */
  fail(error: Error): void;
}

/** A request that is under way. */
export interface UpstreamCall {
  /**
   * Closes the connection to the upstream, whatever stage the call is in. The receiver is told of `reason`, where the call has
   * not ended before.
   */
  abort(reason?: Error): void;
  /** Lets the answer go on after the receiver asked for a pause. */
  resume(): void;
}

/** Carries requests to upstreams. Follows no redirects and decodes nothing. */
export interface Transport {
  /** Sends a request; what comes back goes to the receiver. */
  send(request: UpstreamRequest, receiver: ResponseReceiver): UpstreamCall;
  /** Closes the connections, after the requests that run. */
  close(): Promise<void>;
}
