/**
 * Smallest prefix in tokens that is cached, by model family. Where sources disagree the larger number stands (Opus 4.7:
 * 2,048 or 4,096; Sonnet 4.6: 1,024 or 2,048).
 *
 * Source: the prompt caching page of platform.claude.com and LiteLLM's prompt caching page of 2026-10-07; checked
 * 2026-11-22. Neither names the 5.5 models nor Fable and Mythos after 5.
 */
const CACHE_MINIMUMS: ReadonlyMap<string, number> = new Map([
  ["fable-5", 512],
  ["mythos-5", 512],
  ["opus-5", 512],
  ["opus-4-8", 1024],
  ["opus-4-7", 4096],
  ["opus-4-6", 4096],
  ["opus-4-5", 4096],
  ["opus-4-1", 1024],
  ["opus-4", 1024],
  ["sonnet-5", 1024],
  ["sonnet-4-6", 2048],
  ["sonnet-4-5", 1024],
  ["sonnet-4", 1024],
  ["haiku-4-5", 4096],
]);

/** What a model that no source names is taken to need: the largest minimum there is. */
const CAUTIOUS_MINIMUM = 4096;

/** Family and version inside a model name; a date behind them is not a version. */
const FAMILY = /(fable|mythos|opus|sonnet|haiku)-(\d)(?!\d)(?:[-.](\d)(?!\d))?/;

/**
 * Smallest prefix in tokens that the provider caches for a model. A cloud's prefix, a date or a suffix may surround the name.
 *
 * @example
 * ```ts
 * import { minimumCacheableTokens } from "@headroom/providers-anthropic";
 *
 * minimumCacheableTokens("claude-opus-4-8"); // 1024
 * ```
 */
export function minimumCacheableTokens(model: string): number {
  const [, family, major, minor] = FAMILY.exec(model.toLowerCase()) ?? [];
  const key = [family, major, minor].filter((piece) => piece !== undefined).join("-");
  return CACHE_MINIMUMS.get(key) ?? CAUTIOUS_MINIMUM;
}
