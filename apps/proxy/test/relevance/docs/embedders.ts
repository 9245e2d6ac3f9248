import { openai } from "@ai-sdk/openai";
import { aiSdkEmbedder, createEmbeddingScorer, type Embedder } from "@headroom/relevance";
import { localEmbedder } from "@headroom/relevance/local";

/** Any embedding model of the AI SDK. */
export const byOpenAI = createEmbeddingScorer(aiSdkEmbedder(openai.textEmbeddingModel("text-embedding-3-small")));

/** A model in a folder on this machine. */
export const byLocalModel = (modelFolder: string) =>
  createEmbeddingScorer(localEmbedder({ model: "all-MiniLM-L6-v2", modelFolder }));

/** Anything else that returns vectors. */
const letters: Embedder = {
  name: "letters",
  embed: async (texts) => texts.map((text) => Array.from("aeiou", (letter) => text.split(letter).length - 1)),
};
export const byLetters = createEmbeddingScorer(letters);
