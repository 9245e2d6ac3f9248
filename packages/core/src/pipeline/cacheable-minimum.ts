import type { Settings } from "./options.js";

/** Smallest prefix in tokens that the provider caches for a model, as the options say or the dialect knows. */
export function cacheableMinimum(
  { minimumCacheableTokens, dialect }: Pick<Settings, "minimumCacheableTokens" | "dialect">,
  model: string,
): number {
  return minimumCacheableTokens ?? dialect.minimumCacheableTokens(model);
}
