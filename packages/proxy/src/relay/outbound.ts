import type { MaybePromise, Provider, Report, RouteMatch } from "@headroom/core";
import type { AnswerObserver } from "../answer/answer-observer.js";
import type { Exchange, RequestBody } from "../exchange/exchange.js";
import type { HeaderLines } from "../headers/header-lines.js";
import type { Upstream } from "../upstream/upstream.js";

/** A request as it will go to its provider, and the client that waits for the answer. */
export interface Outbound {
  readonly exchange: Exchange;
  readonly provider: Provider;
  /** The route of its body; absent where bodies are passed on as they come. */
  readonly match: RouteMatch | undefined;
  readonly upstream: Upstream;
  /** Path and query at the provider, without the upstream's base path. */
  readonly target: string;
  readonly tenant: string;
  /** Lines for the provider. */
  readonly headers: HeaderLines;
  readonly body: RequestBody | undefined;
  /** Lines for the client, added to those of the answer. */
  readonly added: HeaderLines;
  /** What was done to the body; absent where nothing was tried. */
  readonly report: Report | undefined;
  /** Are told of the provider's answer. */
  readonly observers: readonly AnswerObserver[];
}

/** Sends a request on. */
export type SendOn = (outbound: Outbound) => MaybePromise<void>;

/**
 * Stands between a request and its provider: answers it by itself, or sends it on with `next`, changed or not. It returns, or
 * its promise resolves, when it has done one of them, not when the answer is complete.
 */
export type RelayStep = (outbound: Outbound, next: SendOn) => MaybePromise<void>;

/** One way out of several steps: the first one gets the request first, the last one sends it to `end`. */
export function composeSteps(steps: readonly RelayStep[], end: SendOn): SendOn {
  return steps.reduceRight<SendOn>((next, step) => (outbound) => step(outbound, next), end);
}
