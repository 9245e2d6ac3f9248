import { createModelCatalog, joinModelTable, type ModelTable } from "@headroom/core";
import { CACHE_SOURCES, FAMILIES, KNOWN_MODELS } from "./known-models.js";
import { LISTED_FACTS } from "./listed-facts.js";
import { LISTED_FACTS as OTHER_LISTED_FACTS } from "./other-listed-facts.js";
import { OTHER_MAKERS, OTHER_SOURCES } from "./other-makers.js";

/** OpenAI's models, and those of other makers that servers of this format serve: limits, cache rules and prices. */
export const openaiModels: ModelTable = joinModelTable({
  sources: { ...CACHE_SOURCES, ...OTHER_SOURCES },
  known: [...KNOWN_MODELS, ...OTHER_MAKERS],
  listed: {
    sources: { ...LISTED_FACTS.sources, ...OTHER_LISTED_FACTS.sources },
    models: { ...LISTED_FACTS.models, ...OTHER_LISTED_FACTS.models },
  },
  families: FAMILIES,
});

/** OpenAI's models by any name that requests give them. */
export const openaiCatalog = createModelCatalog(openaiModels);

/**
 * Smallest prefix in tokens that the provider caches for a model; 0 where it caches nothing or names none.
 *
 * @example
 * ```ts
 * import { minimumCacheableTokens } from "@headroom/providers-openai";
 *
 * minimumCacheableTokens("gpt-5.5"); // 1024
 * ```
 */
export function minimumCacheableTokens(model: string): number {
  return openaiCatalog.resolve(model).facts.cache.minimumTokens;
}
