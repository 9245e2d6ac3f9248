import type { RequestEntry } from "../journal/request-entry.js";

/** Sums over requests. Tokens and dollars that were saved are negative where requests grew. */
export interface Sums {
  readonly requests: number;
  readonly tokensBefore: number;
  readonly tokensSaved: number;
  /** By the provider's own count, cached ones included. */
  readonly billedTokens: number;
  readonly cachedTokens: number;
  /** By list price, after the provider's cache. */
  readonly costUsd: number;
  readonly savedUsd: number;
  readonly failed: number;
}

export const NOTHING: Sums = {
  requests: 0,
  tokensBefore: 0,
  tokensSaved: 0,
  billedTokens: 0,
  cachedTokens: 0,
  costUsd: 0,
  savedUsd: 0,
  failed: 0,
};

/** The sums of one request. */
export function sumsOf(entry: RequestEntry): Sums {
  return {
    requests: 1,
    tokensBefore: entry.inputTokensOriginal,
    tokensSaved: entry.tokensSaved,
    billedTokens: entry.billedInputTokens ?? 0,
    cachedTokens: entry.cachedTokens,
    costUsd: entry.costUsd ?? 0,
    savedUsd: entry.savingsUsd ?? 0,
    failed: Number(entry.failed),
  };
}

export function plus(a: Sums, b: Sums): Sums {
  return {
    requests: a.requests + b.requests,
    tokensBefore: a.tokensBefore + b.tokensBefore,
    tokensSaved: a.tokensSaved + b.tokensSaved,
    billedTokens: a.billedTokens + b.billedTokens,
    cachedTokens: a.cachedTokens + b.cachedTokens,
    costUsd: a.costUsd + b.costUsd,
    savedUsd: a.savedUsd + b.savedUsd,
    failed: a.failed + b.failed,
  };
}

/** Share of the billed input that the provider read from its cache, 0 to 1; absent where nothing was billed. */
export function cachedShare({ billedTokens, cachedTokens }: Sums): number | undefined {
  return billedTokens === 0 ? undefined : cachedTokens / billedTokens;
}
