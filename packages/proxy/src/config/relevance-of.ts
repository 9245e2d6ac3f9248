import { type AsyncRelevanceScorer, HeadroomError } from "@headroom/core";
import { createHybridScorer, endpointEmbedder } from "@headroom/relevance";

/** What a configuration says of embeddings. */
export interface EmbeddingValues {
  readonly embeddingsUrl: string | undefined;
  readonly embeddingsModel: string | undefined;
  readonly embeddingsKey: string | undefined;
}

/**
 * The scorer that a configuration asks for; none without an address.
 *
 * @throws HeadroomError `invalid-option` for an address that is none, and for an address without a model or a model without one.
 */
export function relevanceOf(values: EmbeddingValues): AsyncRelevanceScorer | undefined {
  const { embeddingsUrl: url, embeddingsModel: model, embeddingsKey: apiKey } = values;
  if (url === undefined && model === undefined) return undefined;
  if (url === undefined || model === undefined) {
    throw new HeadroomError(
      "invalid-option",
      "Embeddings need both an address and a model: --embeddings-url and --embeddings-model.",
    );
  }
  return createHybridScorer(endpointEmbedder({ url, model, ...(apiKey !== undefined && { apiKey }) }));
}
