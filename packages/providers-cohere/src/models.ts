/**
 * Smallest prefix in tokens that the provider caches for a model, which is 0 for all: answers count the tokens that hit
 * the inference cache, but no smallest prefix is documented and cached tokens have no price of their own, so a shorter
 * prefix loses nothing.
 *
 * Source: the chat reference of docs.cohere.com and cohere.com/pricing; checked 2026-11-23.
 *
 * @example
 * ```ts
 * import { minimumCacheableTokens } from "@headroom/providers-cohere";
 *
 * minimumCacheableTokens("command-a-03-2025"); // 0
 * ```
 */
export function minimumCacheableTokens(_model: string): number {
  return 0;
}
