import type { ResolvedModel } from "./model-catalog.js";
import type { Day, ModelFacts, PeakHours, Price, Rates } from "./model-facts.js";
import type { ModelWarning } from "./model-warning.js";

const DAY_MILLISECONDS = 86_400_000;
/** Prices that were not compared with a source for longer are called old. */
const STALE_AFTER_DAYS = 60;

/** The price at a moment, in milliseconds of the epoch; without one the newest. */
export function priceAt(facts: ModelFacts, at?: number): Price | undefined {
  if (at === undefined) return facts.prices.at(-1);
  const day = dayOf(at);
  return facts.prices.findLast(({ from }) => from === undefined || from <= day) ?? facts.prices[0];
}

/** The rates of a request with this much input, at a moment. */
export function ratesFor(price: Price, inputTokens: number, at?: number): Rates {
  const tier = price.tiers?.findLast(({ aboveInputTokens }) => inputTokens > aboveInputTokens);
  const rates: Rates = tier ?? price;
  const { peak } = price;
  return peak !== undefined && at !== undefined && isPeak(peak, at) ? times(rates, peak.factor) : rates;
}

/**
 * Numbers of input tokens above which the whole request costs more, lowest first.
 *
 * @example
 * priceCliffs(catalog.resolve("claude-haiku-5-5").facts); // [100000]
 */
export function priceCliffs(facts: ModelFacts): readonly number[] {
  return priceAt(facts)?.tiers?.map(({ aboveInputTokens }) => aboveInputTokens) ?? [];
}

/**
 * Says when prices were last compared with their source too long ago.
 *
 * @param now Milliseconds of the epoch.
 * @param afterDays @default 60
 */
export function stalePrices(
  { name, facts, pricesVerifiedOn: day }: ResolvedModel,
  now: number,
  afterDays = STALE_AFTER_DAYS,
): ModelWarning | undefined {
  if (day === undefined || facts.prices.length === 0) return undefined;
  const days = Math.floor((now - Date.parse(day)) / DAY_MILLISECONDS);
  if (days <= afterDays) return undefined;
  const message = `The prices of ${facts.model} were last checked on ${day}, ${days} days ago; they may have changed.`;
  return { code: "stale-prices", model: name, verifiedOn: day, days, message };
}

function dayOf(at: number): Day {
  return new Date(at).toISOString().slice(0, 10);
}

function isPeak({ minutes, weekdays }: PeakHours, at: number): boolean {
  if (weekdays !== undefined && !weekdays.includes(new Date(at).getUTCDay())) return false;
  const minute = Math.floor(at / 60_000) % 1440;
  return minutes.some(([from, to]) => minute >= from && minute < to);
}

function times(rates: Rates, factor: number): Rates {
  const { input, output, cacheRead, cacheWrite, cacheWriteLong } = rates;
  return {
    input: input * factor,
    output: output * factor,
    ...(cacheRead !== undefined && { cacheRead: cacheRead * factor }),
    ...(cacheWrite !== undefined && { cacheWrite: cacheWrite * factor }),
    ...(cacheWriteLong !== undefined && { cacheWriteLong: cacheWriteLong * factor }),
  };
}
