/** Smallest cached prefix of the models whose names match. */
interface CacheMinimum {
  readonly models: RegExp;
  readonly tokens: number;
}

/**
 * Smallest prefixes in tokens that are cached without being asked for, first match first. Where the pages of the Gemini
 * API differ from each other or over time, the largest minimum stands.
 *
 * Source: the context caching pages of ai.google.dev; checked 2026-11-23.
 */
const CACHE_MINIMUMS: readonly CacheMinimum[] = [
  // Open models, and models older than implicit caching.
  { models: /gemma|gemini-(?:pro|1|2\.0)/, tokens: 0 },
  { models: /gemini-2\.5-flash/, tokens: 2048 },
];

/** The minimum of the current models, also taken for models that nothing is known about. */
const USUAL_MINIMUM = 4096;

/**
 * Smallest prefix in tokens that the provider caches for a model; 0 where it caches nothing.
 *
 * @example
 * ```ts
 * import { minimumCacheableTokens } from "@headroom/providers-google";
 *
 * minimumCacheableTokens("gemini-3.5-flash"); // 4096
 * ```
 */
export function minimumCacheableTokens(model: string): number {
  const name = model.toLowerCase();
  return CACHE_MINIMUMS.find(({ models }) => models.test(name))?.tokens ?? USUAL_MINIMUM;
}
