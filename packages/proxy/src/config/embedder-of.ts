import { HeadroomError } from "@headroom/core";
import { type Embedder, endpointEmbedder } from "@headroom/relevance";

/** What a configuration says of embeddings. */
export interface EmbeddingValues {
  readonly embeddingsUrl: string | undefined;
  readonly embeddingsModel: string | undefined;
  readonly embeddingsKey: string | undefined;
}

/**
 * The embedder that a configuration names; none without an address. `timeoutMs` is how long it may take, in milliseconds.
 *
 * @throws HeadroomError `invalid-option` for an address that is none, and for an address without a model or a model without one.
 */
export function embedderOf(values: EmbeddingValues, timeoutMs?: number): Embedder | undefined {
  const { embeddingsUrl: url, embeddingsModel: model, embeddingsKey: apiKey } = values;
  if (url === undefined && model === undefined) return undefined;
  if (url === undefined || model === undefined) {
    throw new HeadroomError(
      "invalid-option",
      "Embeddings need both an address and a model: --embeddings-url and --embeddings-model.",
    );
  }
  return endpointEmbedder({
    url,
    model,
    ...(apiKey !== undefined && { apiKey }),
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
}
