import type { RateCharge, RateDecision, RateLimitState } from "@headroom/core";
import type { MeteredAnswer } from "../../answer/answer-meter.js";
import type { FailureListener } from "../../failure-listener.js";
import { metered, type Outbound, type RelayStep, refuse } from "../../relay/outbound.js";
import { namedRateLimitHeaders, rateLimitHeaders, seconds } from "./rate-limit-headers.js";
import { type RateLimitOptions, type ResolvedRateLimits, resolveRateLimits } from "./rate-limit-options.js";

const WINDOW_MS = 60_000;
/** Says that no provider gave this answer. */
const LOCAL = ["x-headroom-ratelimit", "local"];

/**
 * Keeps every caller within its requests and tokens per minute. Tokens are taken before a request, as its estimated input and
 * what it may answer, and settled after it by what the provider counted.
 *
 * @throws HeadroomError `invalid-option`, see {@link resolveRateLimits}.
 */
export function rateLimits(options: RateLimitOptions, onFailure: FailureListener): RelayStep {
  const resolved = resolveRateLimits(options);
  return async function rateLimitsStep(outbound, next) {
    const { exchange, caller } = outbound;
    if (exchange.method !== "POST") return next(outbound);
    const charges = await chargesOf(outbound, resolved);
    const excessive = charges.find(({ cost, units }) => cost > units);
    if (excessive !== undefined) return refuseForEver(outbound, excessive);
    let decision: RateDecision;
    try {
      decision = await resolved.store.take(caller, charges);
    } catch (error) {
      onFailure("limits-failed", error);
      return next(outbound);
    }
    if (!decision.admitted) return refuseForNow(outbound, charges, decision.limits);
    const added = [...outbound.added, ...rateLimitHeaders(charges, decision.limits)];
    return next(settledAfter({ ...outbound, added }, { owner: caller, charges, at: decision.at, resolved, onFailure }));
  };
}

async function chargesOf(outbound: Outbound, resolved: ResolvedRateLimits): Promise<readonly RateCharge[]> {
  const { requestsPerMinute, tokensPerMinute } = resolved;
  const charges: RateCharge[] = [];
  if (requestsPerMinute !== undefined) {
    charges.push({ name: "requests", units: requestsPerMinute, windowMs: WINDOW_MS, cost: 1 });
  }
  if (tokensPerMinute !== undefined) {
    const cost = await tokensOf(outbound, resolved.outputTokensAhead);
    charges.push({ name: "tokens", units: tokensPerMinute, windowMs: WINDOW_MS, cost });
  }
  return charges;
}

/** What a request may use at most, about. Requests that generate nothing use nothing. */
async function tokensOf({ match, facts }: Outbound, outputTokensAhead: number): Promise<number> {
  if (match === undefined || match.counts) return 0;
  const known = await facts();
  if (known === undefined) return 0;
  return known.inputTokens + Math.min(known.maxOutputTokens ?? outputTokensAhead, outputTokensAhead);
}

interface Taken {
  readonly owner: string;
  readonly charges: readonly RateCharge[];
  readonly at: number;
  readonly resolved: ResolvedRateLimits;
  readonly onFailure: FailureListener;
}

function settledAfter(outbound: Outbound, { owner, charges, at, resolved, onFailure }: Taken): Outbound {
  const tokens = charges.find(({ name, cost }) => name === "tokens" && cost > 0);
  if (tokens === undefined || outbound.match === undefined) return outbound;
  const watched = metered(outbound, outbound.match);
  const settle = async (answer: MeteredAnswer): Promise<void> => {
    const back = tokens.cost - (answer.billed ? await tokensUsed(outbound, answer) : 0);
    await resolved.store.settle(owner, at, [{ ...tokens, back }]);
  };
  watched.meter.settled.then(settle).catch((error: unknown) => onFailure("limits-failed", error));
  return watched;
}

async function tokensUsed({ facts }: Outbound, { usage }: MeteredAnswer): Promise<number> {
  const inputTokens = usage.inputTokens ?? (await facts())?.inputTokens ?? 0;
  return inputTokens + (usage.outputTokens ?? 0);
}

function refuseForNow(outbound: Outbound, charges: readonly RateCharge[], states: readonly RateLimitState[]): void {
  const wait = seconds(Math.max(...states.map(({ waitMs }) => waitMs)));
  const { name, units } = charges[states.findIndex(({ waitMs }) => waitMs > 0)] as RateCharge;
  const message =
    `Rate limit of this proxy reached: a caller may use ${units} ${name} in a minute. ` +
    `Try again in ${wait} ${wait === 1 ? "second" : "seconds"}, or raise the limit where the proxy is started.`;
  const added = [
    ...LOCAL,
    "retry-after",
    String(wait),
    ...rateLimitHeaders(charges, states),
    ...namedRateLimitHeaders(charges, states),
  ];
  const problem = { status: 429, code: "rate_limit_exceeded", message, source: "headroom" } as const;
  refuse(outbound, problem, added);
}

/** More than a minute's worth can never pass, so trying again is no use. */
function refuseForEver(outbound: Outbound, { name, units, cost }: RateCharge): void {
  const message =
    `This request needs about ${cost} ${name}, and a caller may use ${units} in a minute, so it can never pass. ` +
    "Send less, ask for a shorter answer, or raise the limit where the proxy is started.";
  const problem = { status: 413, code: "request_exceeds_rate_limit", message, source: "headroom" } as const;
  refuse(outbound, problem, [...LOCAL, "x-should-retry", "false"]);
}
