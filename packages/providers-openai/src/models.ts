/** Smallest cached prefix of the models whose names match. */
interface CacheMinimum {
  readonly models: RegExp;
  readonly tokens: number;
}

/**
 * Smallest prefixes in tokens that are cached, first match first. Models of other makers are here because servers of this
 * format serve them; where a maker's models differ, the largest minimum stands.
 *
 * Source: the prompt caching pages of developers.openai.com, api-docs.deepseek.com, ai.google.dev and platform.claude.com;
 * checked 2026-11-22.
 */
const CACHE_MINIMUMS: readonly CacheMinimum[] = [
  { models: /claude/, tokens: 4096 },
  { models: /gemini/, tokens: 4096 },
  { models: /deepseek/, tokens: 64 },
  // Older than prompt caching.
  { models: /(?:^|\/)gpt-(?:3\.5|4(?:-(?!o)|$))/, tokens: 0 },
];

/** OpenAI's own minimum, also taken for models that nothing is known about. */
const USUAL_MINIMUM = 1024;

/**
 * Smallest prefix in tokens that the provider caches for a model; 0 where it caches nothing.
 *
 * @example
 * ```ts
 * import { minimumCacheableTokens } from "@headroom/providers-openai";
 *
 * minimumCacheableTokens("gpt-5.5"); // 1024
 * ```
 */
export function minimumCacheableTokens(model: string): number {
  const name = model.toLowerCase();
  return CACHE_MINIMUMS.find(({ models }) => models.test(name))?.tokens ?? USUAL_MINIMUM;
}
