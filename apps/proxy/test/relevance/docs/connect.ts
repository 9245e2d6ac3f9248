import { createHybridScorer, endpointEmbedder } from "@headroom/relevance";
import { withHeadroom } from "@headroom/sdk";
import { openSqliteStores } from "@headroom/stores/sqlite";
import OpenAI from "openai";

/** A client that selects rows by meaning. `embeddings` is the embedding server, `path` the file that stores decisions. */
export function connect(embeddings: string, path: string, fetch?: typeof globalThis.fetch) {
  const embedder = endpointEmbedder({ url: embeddings, model: "nomic-embed-text" });
  const { originals, decisions } = openSqliteStores({ path });
  const relevance = createHybridScorer(embedder);
  return withHeadroom(new OpenAI({ fetch }), { relevance, originals, decisions });
}
