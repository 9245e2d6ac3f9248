import { createModelCatalog, joinModelTable, type ModelTable } from "@headroom/core";
import { CACHE_SOURCES, FAMILIES, KNOWN_MODELS } from "./known-models.js";
import { LISTED_FACTS } from "./listed-facts.js";

/** Cohere's models: limits, cache rules and prices, each with its source and day. */
export const cohereModels: ModelTable = joinModelTable({
  sources: CACHE_SOURCES,
  known: KNOWN_MODELS,
  listed: LISTED_FACTS,
  families: FAMILIES,
});

/** Cohere's models by any name that requests give them. */
export const cohereCatalog = createModelCatalog(cohereModels);

/**
 * Smallest prefix in tokens that the provider caches for a model; 0 where it caches nothing or names none.
 *
 * @example
 * ```ts
 * import { minimumCacheableTokens } from "@headroom/providers-cohere";
 *
 * minimumCacheableTokens("command-a-03-2025"); // 0
 * ```
 */
export function minimumCacheableTokens(model: string): number {
  return cohereCatalog.resolve(model).facts.cache.minimumTokens;
}
