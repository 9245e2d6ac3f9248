import { createModelCatalog, joinModelTable, type ModelTable } from "@headroom/core";
import { CACHE_SOURCES, FAMILIES, KNOWN_MODELS } from "./known-models.js";
import { LISTED_FACTS } from "./listed-facts.js";

/** Anthropic's models: limits, cache rules and prices, each with its source and day. */
export const anthropicModels: ModelTable = joinModelTable({
  sources: CACHE_SOURCES,
  known: KNOWN_MODELS,
  listed: LISTED_FACTS,
  families: FAMILIES,
});

/** Anthropic's models by any name that requests give them. */
export const anthropicCatalog = createModelCatalog(anthropicModels);

/**
 * Smallest prefix in tokens that the provider caches for a model; 0 where it caches nothing or names none.
 *
 * @example
 * ```ts
 * import { minimumCacheableTokens } from "@headroom/providers-anthropic";
 *
 * minimumCacheableTokens("claude-opus-4-8"); // 1024
 * ```
 */
export function minimumCacheableTokens(model: string): number {
  return anthropicCatalog.resolve(model).facts.cache.minimumTokens;
}
