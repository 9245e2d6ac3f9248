import type { Report } from "./report.js";
import { savingsPercent } from "./savings-percent.js";

/** What one call saved. Tokens are of the texts that the model reads. */
export interface CallSavings
  extends Pick<
    Report,
    "mode" | "model" | "tokensBefore" | "tokensAfter" | "tokensSaved" | "savingsPercent" | "transformsApplied"
  > {
  readonly timestamp: Date;
}

/** Sums over calls. */
export interface SavingsSummary {
  readonly totalRequests: number;
  readonly totalTokensBefore: number;
  readonly totalTokensAfter: number;
  /** Negative if the requests grew. */
  readonly totalTokensSaved: number;
  /** Per request; 0 where there is none. */
  readonly avgTokensSaved: number;
  /** Share of `totalTokensBefore`, 0 to 100, one decimal. */
  readonly savingsPercent: number;
}

/** Remembers what calls saved. */
export interface SavingsLog {
  /** To be given as `onReport`; needs no `this`. */
  readonly record: (report: Report) => void;
  /** The last calls, newest first. */
  getMetrics(query?: { readonly limit?: number }): readonly CallSavings[];
  /** Sums over all calls, those that are no longer remembered among them. */
  getSummary(): SavingsSummary;
}

/** How much a log remembers. */
export interface SavingsLogOptions {
  /** Calls that are remembered one by one. @default 100 */
  readonly maxCalls?: number;
  /** The time in milliseconds. */
  readonly now: () => number;
}

/**
 * Creates a log of what calls saved, which holds no text of them.
 *
 * @example
 * const savings = createSavingsLog({ now: Date.now });
 * // optimizer options: { onReport: savings.record }
 * savings.getSummary().totalTokensSaved;
 */
export function createSavingsLog({ maxCalls = 100, now }: SavingsLogOptions): SavingsLog {
  let calls: readonly CallSavings[] = [];
  let [requests, before, after] = [0, 0, 0];
  return {
    record({ mode, model, tokensBefore, tokensAfter, tokensSaved, savingsPercent: percent, transformsApplied }) {
      requests += 1;
      before += tokensBefore;
      after += tokensAfter;
      const tokens = { tokensBefore, tokensAfter, tokensSaved, savingsPercent: percent };
      const call = { timestamp: new Date(now()), mode, model, ...tokens, transformsApplied };
      calls = [call, ...calls].slice(0, maxCalls);
    },
    getMetrics: ({ limit = maxCalls } = {}) => calls.slice(0, limit),
    getSummary: () => ({
      totalRequests: requests,
      totalTokensBefore: before,
      totalTokensAfter: after,
      totalTokensSaved: before - after,
      avgTokensSaved: requests === 0 ? 0 : (before - after) / requests,
      savingsPercent: savingsPercent(before - after, before),
    }),
  };
}
