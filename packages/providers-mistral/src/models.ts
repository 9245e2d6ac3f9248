/** What is cached, is cached in blocks of this many tokens. */
const CACHE_BLOCK = 64;

/**
 * Smallest prefix in tokens that the provider caches for a model: one block, whatever the model.
 *
 * Source: summaries of the prompt caching page of docs.mistral.ai; 2026-11-23. Not confirmed against the service.
 *
 * @example
 * ```ts
 * import { minimumCacheableTokens } from "@headroom/providers-mistral";
 *
 * minimumCacheableTokens("mistral-large-latest"); // 64
 * ```
 */
export function minimumCacheableTokens(_model: string): number {
  return CACHE_BLOCK;
}
