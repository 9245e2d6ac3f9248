import type { AsyncRelevanceScorer } from "@headroom/core";
import { createHybridScorer } from "@headroom/relevance";
import { type EmbeddingValues, embedderOf } from "./embedder-of.js";

/**
 * The scorer that a configuration asks for; none without an address.
 *
 * @throws HeadroomError `invalid-option`, see {@link embedderOf}.
 */
export function relevanceOf(values: EmbeddingValues): AsyncRelevanceScorer | undefined {
  const embedder = embedderOf(values);
  return embedder && createHybridScorer(embedder);
}
