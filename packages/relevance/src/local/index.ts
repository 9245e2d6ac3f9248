/** Embeddings on this machine, with transformers.js. */
export { embeddingAvailable, type LocalEmbedderOptions, localEmbedder } from "./local-embedder.js";
