/** Relevance by meaning for Headroom: scorers that embed what they rate. */
export type { Embedder } from "./embedder.js";
export { type AiSdkEmbedderOptions, type AiSdkEmbeddingModel, aiSdkEmbedder } from "./embedders/ai-sdk-embedder.js";
export { type EndpointEmbedderOptions, endpointEmbedder } from "./embedders/endpoint-embedder.js";
export { createScorer, type ScorerOptions, type ScorerTier } from "./scorers/create-scorer.js";
export { createEmbeddingScorer } from "./scorers/embedding-scorer.js";
export { createHybridScorer, type HybridOptions } from "./scorers/hybrid-scorer.js";
export type { Scorer } from "./scorers/scorer.js";
export { cosine, type SimilarityOptions } from "./scorers/similarities.js";
export { wordWeight } from "./scorers/word-weight.js";
