import type { MaybePromise, Provider, Report, RouteMatch } from "@headroom/core";
import { AnswerMeter } from "../answer/answer-meter.js";
import type { AnswerObserver } from "../answer/answer-observer.js";
import type { Exchange, RequestBody } from "../exchange/exchange.js";
import type { HeaderLines } from "../headers/header-lines.js";
import type { RequestDraft } from "../journal/request-draft.js";
import { answerProblem, type Problem } from "../problem.js";
import type { Upstream } from "../upstream/upstream.js";
import type { RequestFacts } from "./request-facts.js";

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
  /** Who sends it: a digest of its credentials. */
  readonly caller: string;
  /** Lines for the provider. */
  readonly headers: HeaderLines;
  readonly body: RequestBody | undefined;
  /** Lines for the client, added to those of the answer. */
  readonly added: HeaderLines;
  /** What was done to the body; absent where nothing was tried. */
  readonly report: Report | undefined;
  /** Are told of the provider's answer. */
  readonly observers: readonly AnswerObserver[];
  /** What the body says, read once when somebody asks; `undefined` for a body that cannot be read. */
  readonly facts: () => Promise<RequestFacts | undefined>;
  /** What will be known of it when it is over. */
  readonly draft: RequestDraft;
  /** One of the observers, where somebody wants to know what the request cost. */
  readonly meter?: AnswerMeter;
}

/** Sends a request on. */
export type SendOn = (outbound: Outbound) => MaybePromise<void>;

/**
 * Stands between a request and its provider: answers it by itself, or sends it on with `next`, changed or not. It returns, or
 * its promise resolves, when it has done one of them, not when the answer is complete. Who watches the answer is told in any case:
 * by {@link refuse} of one that is never asked for.
 */
export type RelayStep = (outbound: Outbound, next: SendOn) => MaybePromise<void>;

/** One way out of several steps: the first one gets the request first, the last one sends it to `end`. */
export function composeSteps(steps: readonly RelayStep[], end: SendOn): SendOn {
  return steps.reduceRight<SendOn>((next, step) => (outbound) => step(outbound, next), end);
}

/** Answers a request with a problem instead of sending it on. */
export function refuse(outbound: Outbound, problem: Problem, added: HeaderLines = []): void {
  for (const observer of outbound.observers) observer.end({ how: "unsent" });
  if (!outbound.exchange.closed) answerProblem(outbound.exchange, problem, outbound.provider, added);
}

/** The same request, with one more who is told of the answer. */
export function observed(outbound: Outbound, observer: AnswerObserver): Outbound {
  return { ...outbound, observers: [...outbound.observers, observer] };
}

/** The same request with a meter, which is one for all that ask. */
export function metered(outbound: Outbound, { route }: RouteMatch): Outbound & { readonly meter: AnswerMeter } {
  if (outbound.meter !== undefined) return { ...outbound, meter: outbound.meter };
  const added = new AnswerMeter(route.dialect);
  return { ...observed(outbound, added), meter: added };
}
