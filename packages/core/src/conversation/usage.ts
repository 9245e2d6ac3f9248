/**
 * Tokens that a provider billed for one answer, the same record for every provider. Counts that the provider did not send
 * are absent, which is not the same as zero.
 */
export interface Usage {
  /** All input tokens: uncached ones, those read from the prompt cache and those written to it. */
  readonly inputTokens?: number;
  /** All output tokens, reasoning included. */
  readonly outputTokens?: number;
  /** Input tokens that were read from the prompt cache. */
  readonly cacheReadTokens?: number;
  /** Input tokens that were written to the prompt cache with the provider's usual life: 5 minutes, or 30. */
  readonly cacheWriteTokens?: number;
  /** Input tokens that were written to the prompt cache for an hour or longer. */
  readonly cacheWriteLongTokens?: number;
  /** Output tokens spent on reasoning; part of `outputTokens`. */
  readonly reasoningTokens?: number;
}

/** Collects usage from a stream of server-sent events; `push` takes bytes cut anywhere. */
export interface UsageReader {
  /** Takes the next bytes of an answer, cut anywhere. */
  push(bytes: Uint8Array): void;
  /** What has been seen so far. */
  usage(): Usage | undefined;
}

/**
 * The record of those counts that are there, or `undefined` where there is none.
 *
 * @example
 * usageOf({ inputTokens: 12, outputTokens: undefined }); // { inputTokens: 12 }
 */
export function usageOf(counts: { readonly [Name in keyof Usage]: Usage[Name] | undefined }): Usage | undefined {
  const present = Object.entries(counts).filter(([, count]) => count !== undefined);
  return present.length === 0 ? undefined : Object.fromEntries(present);
}

/**
 * Input tokens that were neither read from the prompt cache nor written to it, which are billed at the plain input price.
 * Never negative: what a server says of its cache and what it says of its input do not always agree.
 *
 * @example
 * uncachedInputTokens({ inputTokens: 1000, cacheReadTokens: 700, cacheWriteTokens: 200 }); // 100
 */
export function uncachedInputTokens(usage: Usage): number {
  const { inputTokens = 0, cacheReadTokens = 0, cacheWriteTokens = 0, cacheWriteLongTokens = 0 } = usage;
  return Math.max(0, inputTokens - cacheReadTokens - cacheWriteTokens - cacheWriteLongTokens);
}
