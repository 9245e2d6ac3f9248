import { createModelCatalog, joinModelTable, type ModelTable } from "@headroom/core";
import { CACHE_SOURCES, FAMILIES, KNOWN_MODELS } from "./known-models.js";
import { LISTED_FACTS } from "./listed-facts.js";

/** Google's models: limits, cache rules and prices, each with its source and day. */
export const googleModels: ModelTable = joinModelTable({
  sources: CACHE_SOURCES,
  known: KNOWN_MODELS,
  listed: LISTED_FACTS,
  families: FAMILIES,
});

/** Google's models by any name that requests give them. */
export const googleCatalog = createModelCatalog(googleModels);

/**
 * Smallest prefix in tokens that the provider caches for a model; 0 where it caches nothing or names none.
 *
 * @example
 * ```ts
 * import { minimumCacheableTokens } from "@headroom/providers-google";
 *
 * minimumCacheableTokens("gemini-3.5-flash"); // 4096
 * ```
 */
export function minimumCacheableTokens(model: string): number {
  return googleCatalog.resolve(model).facts.cache.minimumTokens;
}
