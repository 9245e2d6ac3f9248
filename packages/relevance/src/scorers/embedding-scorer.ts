import { HeadroomError } from "@headroom/core";
import type { Embedder } from "../embedder.js";
import { NOTHING, type Scorer, scorerOf } from "./scorer.js";
import { type SimilarityOptions, similaritiesBy } from "./similarities.js";

/**
 * Rates items by how close their meaning is to what was asked.
 *
 * @throws HeadroomError `invalid-option` where the embedder is missing or an option is out of range.
 * @example
 * const scorer = createEmbeddingScorer(embedder);
 * const [first] = await scorer.scoreBatch(["The parcel came two days late."], "Which delivery was delayed?");
 */
export function createEmbeddingScorer(embedder: Embedder, options: SimilarityOptions = {}): Scorer {
  checkEmbedder(embedder);
  const similaritiesOf = similaritiesBy(embedder, options);
  return scorerOf(`embedding (${embedder.name})`, true, async (items, context) => {
    const similarities = await similaritiesOf(items, context);
    return similarities.map((score) =>
      score === undefined ? NOTHING : { score, reason: `Embedding: similarity ${score.toFixed(2)}`, matchedTerms: [] },
    );
  });
}

/** @throws HeadroomError `invalid-option` naming the embedders that there are. */
export function checkEmbedder(embedder: Embedder | undefined): void {
  if (typeof embedder?.embed === "function") return;
  throw new HeadroomError(
    "invalid-option",
    "embedder is missing: give aiSdkEmbedder(model), endpointEmbedder({ url, model }), or localEmbedder() of @headroom/relevance/local.",
  );
}
