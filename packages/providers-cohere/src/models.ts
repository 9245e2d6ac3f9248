/**
 * Smallest prefix in tokens that the provider caches for a model: 0 for all, since none is documented.
 *
 * Source: the chat reference of docs.cohere.com, which counts cached tokens and names no smallest prefix; 2026-11-23.
 * Not confirmed against the service.
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
