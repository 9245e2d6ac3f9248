import type { Usage } from "../conversation/usage.js";
import type { ModelFacts, Rates } from "./model-facts.js";
import { priceAt, ratesFor } from "./price-at.js";

/** Dollars of one request, by what they are for. */
export interface CostBreakdown {
  /** Input that was neither read from the cache nor written to it. */
  readonly uncachedInput: number;
  readonly cacheRead: number;
  /** Written with the usual life. */
  readonly cacheWrite: number;
  /** Written with the longer life. */
  readonly cacheWriteLong: number;
  readonly output: number;
}

/** What a request costs, in US dollars. */
export interface CostEstimate {
  readonly dollars: number;
  readonly breakdown: CostBreakdown;
  /** The rates that were applied, those of a price tier where the input passed it. */
  readonly rates: Rates;
}

/**
 * What a request costs by list price, after prompt caching; `undefined` where no price is known.
 *
 * @param at When it is sent, in milliseconds of the epoch, for prices that change by day or hour. @default the newest price
 * @example
 * const { facts } = catalog.resolve("gpt-5.5");
 * estimateCost({ inputTokens: 1_000_000, cacheReadTokens: 900_000 }, facts)?.dollars; // 0.1 * 5 + 0.9 * 0.5 = 0.95
 */
export function estimateCost(usage: Usage, facts: ModelFacts, at?: number): CostEstimate | undefined {
  const price = priceAt(facts, at);
  if (price === undefined) return undefined;
  const { inputTokens = 0, outputTokens = 0, cacheReadTokens: read = 0 } = usage;
  const { cacheWriteTokens: written = 0, cacheWriteLongTokens: writtenLong = 0 } = usage;
  const rates = ratesFor(price, inputTokens, at);
  const { input, output, cacheRead = input, cacheWrite = input, cacheWriteLong = cacheWrite } = rates;
  const uncached = Math.max(0, inputTokens - read - written - writtenLong);
  const breakdown: CostBreakdown = {
    uncachedInput: (uncached * input) / 1e6,
    cacheRead: (read * cacheRead) / 1e6,
    cacheWrite: (written * cacheWrite) / 1e6,
    cacheWriteLong: (writtenLong * cacheWriteLong) / 1e6,
    output: (outputTokens * output) / 1e6,
  };
  const dollars = Object.values(breakdown).reduce((sum: number, part: number) => sum + part, 0);
  return { dollars, breakdown, rates };
}
