import { estimateCost, type ModelFacts, savingsPercent, type Usage } from "@headroom/core";

/** What one request, or many, took. */
export interface Spent {
  /** All input tokens, cached ones included. */
  readonly inputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly outputTokens: number;
  /** After prompt caching. */
  readonly dollars: number;
}

/** The same request, or the same requests, without Headroom and with it. */
export interface Comparison {
  readonly without: Spent;
  readonly with: Spent;
}

const NOTHING_SPENT: Spent = { inputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens: 0, dollars: 0 };

/** Pairs the usages of two replays, turn by turn. */
export function compareTurns(
  without: readonly Usage[],
  optimized: readonly Usage[],
  model: ModelFacts,
): readonly Comparison[] {
  return without.map((usage, turn) => ({
    without: spent(usage, model),
    with: spent(optimized[turn] ?? {}, model),
  }));
}

/**
 * What the usage of one request comes to.
 *
 * @param at When it was sent, in milliseconds of the epoch. @default by the newest price
 */
export function spent(usage: Usage, model: ModelFacts, at?: number): Spent {
  return {
    inputTokens: usage.inputTokens ?? 0,
    cacheReadTokens: usage.cacheReadTokens ?? 0,
    cacheWriteTokens: (usage.cacheWriteTokens ?? 0) + (usage.cacheWriteLongTokens ?? 0),
    outputTokens: usage.outputTokens ?? 0,
    dollars: estimateCost(usage, model, at)?.dollars ?? 0,
  };
}

/** The sums of both sides. */
export function total(comparisons: readonly Comparison[]): Comparison {
  return comparisons.reduce(addComparison, NOTHING_COMPARED);
}

/** Nothing sent, either way. */
export const NOTHING_COMPARED: Comparison = { without: NOTHING_SPENT, with: NOTHING_SPENT };

/** The sums of two comparisons. */
export function addComparison(a: Comparison, b: Comparison): Comparison {
  return { without: add(a.without, b.without), with: add(a.with, b.with) };
}

function add(a: Spent, b: Spent): Spent {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    cacheReadTokens: a.cacheReadTokens + b.cacheReadTokens,
    cacheWriteTokens: a.cacheWriteTokens + b.cacheWriteTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    dollars: a.dollars + b.dollars,
  };
}

/** What of `before` is saved, in per cent with one decimal; negative for a loss. */
export function savedPercent(before: number, after: number): number {
  return savingsPercent(before - after, before);
}
