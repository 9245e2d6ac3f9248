import type { ResponseHead } from "../exchange/exchange.js";

/**
 * How the provider's answer to a request ended.
 *
 * - `complete`: it came to its end.
 * - `unsent`: the client left before the request went out.
 * - `aborted`: the client left while the request or the answer was on its way.
 * - `failed`: the upstream could not be reached, or broke off.
 */
export type AnswerEnd =
  | { readonly how: "complete" | "unsent" | "aborted" }
  | { readonly how: "failed"; readonly error: Error };

/** Is told of the provider's answer as it comes in, before the client gets it. Must not throw. */
export interface AnswerObserver {
  start?(head: ResponseHead): void;
  data?(chunk: Uint8Array): void;
  /** Called exactly once. */
  end(end: AnswerEnd): void;
}
