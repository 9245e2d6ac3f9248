import { estimateCost, type ModelFacts, type Usage } from "@headroom/core";

/** Output tokens of a call that fetches what was left out. */
const CALL_TOKENS = 45;

/** One time that the model fetches an original. */
export interface Fetch {
  /** The request in which it sees that a part is missing. */
  readonly usage: Usage;
  readonly originalTokens: number;
  /** Requests that come after it and hold the original, too. */
  readonly later: number;
}

/**
 * What it costs in dollars when a model fetches an original: one more request, whose prompt is read from the cache, and the
 * original in all that come after it. `undefined` where no price is known.
 */
export function fetchCost({ usage, originalTokens, later }: Fetch, facts: ModelFacts, at?: number): number | undefined {
  const prompt = usage.inputTokens ?? 0;
  const added = originalTokens + CALL_TOKENS;
  const request = {
    inputTokens: prompt + added,
    cacheReadTokens: prompt,
    cacheWriteTokens: added,
    outputTokens: CALL_TOKENS,
  };
  const once = estimateCost(request, facts, at);
  const again = estimateCost({ inputTokens: added, cacheReadTokens: added }, facts, at);
  return once && again && once.dollars + later * again.dollars;
}
