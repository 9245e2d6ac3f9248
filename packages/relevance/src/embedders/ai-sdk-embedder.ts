import { HeadroomError } from "@headroom/core";
import type { Embedder } from "../embedder.js";
import { inBatches } from "./in-batches.js";

/** An embedding model of the AI SDK, of ai 5, 6 or 7, as far as anything relies on it. */
export interface AiSdkEmbeddingModel {
  readonly provider: string;
  readonly modelId: string;
  readonly maxEmbeddingsPerCall: PromiseLike<number | undefined> | number | undefined;
  /** Embeds texts, as the AI SDK asks its models to. */
  doEmbed(options: {
    readonly values: string[];
    readonly abortSignal?: AbortSignal;
  }): PromiseLike<{ readonly embeddings: readonly (readonly number[])[] }>;
}

/** How an embedding model of the AI SDK is asked. */
export interface AiSdkEmbedderOptions {
  /** How long one call may take, in milliseconds. @default 10000 */
  readonly timeoutMs?: number;
}

/** Most texts of one call where the model names no number. */
const MOST_TEXTS = 100;

/**
 * Embeds with a model of the AI SDK.
 *
 * @throws HeadroomError `invalid-option` for anything but a model.
 * @example
 * const embedder = aiSdkEmbedder(openai.embedding("text-embedding-3-small"));
 */
export function aiSdkEmbedder(model: AiSdkEmbeddingModel, options: AiSdkEmbedderOptions = {}): Embedder {
  if (typeof model?.doEmbed !== "function") {
    throw new HeadroomError(
      "invalid-option",
      "aiSdkEmbedder takes an embedding model, such as openai.embedding(…) of @ai-sdk/openai.",
    );
  }
  const { timeoutMs = 10_000 } = options;
  return {
    name: `${model.provider}/${model.modelId}`,
    async embed(texts) {
      const most = (await model.maxEmbeddingsPerCall) ?? MOST_TEXTS;
      return inBatches(texts, Math.max(1, Math.min(most, texts.length)), async (values) => {
        const { embeddings } = await model.doEmbed({ values, abortSignal: AbortSignal.timeout(timeoutMs) });
        return embeddings;
      });
    },
  };
}
