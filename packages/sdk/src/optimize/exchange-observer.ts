import type { Mode, Report } from "@headroom/core";
import type { Destination } from "./rewriter.js";

/** A request that is about to be sent. */
export interface ObservedRequest {
  readonly destination: Destination;
  /** The body as the application sent it; absent where it sent none, because the request goes on behind a fetch. */
  readonly body: Uint8Array | undefined;
  /** The body as it is sent. */
  readonly sent: Uint8Array;
  /** What optimization did; absent where it failed. */
  readonly report: Report | undefined;
  readonly mode: Mode;
}

/** Looks on while one request is answered. */
export interface ExchangeWatch {
  /** The answer for the application: as it came, with the same bytes. */
  answered(response: Response): Response;
  /** There is no answer. */
  failed(error: unknown): void;
}

/** Looks on while requests are answered. */
export interface ExchangeObserver {
  observe(request: ObservedRequest): ExchangeWatch | undefined;
}
