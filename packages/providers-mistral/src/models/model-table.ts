import { createModelCatalog, joinModelTable, type ModelTable } from "@headroom/core";
import { CACHE_SOURCES, FAMILIES, KNOWN_MODELS } from "./known-models.js";
import { LISTED_FACTS } from "./listed-facts.js";

/** Mistral's models: limits, cache rules and prices, each with its source and day. */
export const mistralModels: ModelTable = joinModelTable({
  sources: CACHE_SOURCES,
  known: KNOWN_MODELS,
  listed: LISTED_FACTS,
  families: FAMILIES,
});

/** Mistral's models by any name that requests give them. */
export const mistralCatalog = createModelCatalog(mistralModels);

/**
 * Smallest prefix in tokens that the provider caches for a model; 0 where it caches nothing or names none.
 *
 * @example
 * ```ts
 * import { minimumCacheableTokens } from "@headroom/providers-mistral";
 *
 * minimumCacheableTokens("mistral-large-latest"); // 64
 * ```
 */
export function minimumCacheableTokens(model: string): number {
  return mistralCatalog.resolve(model).facts.cache.minimumTokens;
}
