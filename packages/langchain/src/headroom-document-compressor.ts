import type { JsonValue } from "@headroom/core";
import type { DocumentInterface } from "@langchain/core/documents";
import type { BaseDocumentCompressor } from "@langchain/core/retrievers/document_compressors";
import { copyWith, type Message } from "./message.js";
import { callOptimizer } from "./optimize-call.js";
import { checkOptions, type HeadroomOptions } from "./options.js";

/**
 * A document compressor: it gives the documents of a retriever with shorter texts, in their order. What is changed is a new
 * document with the same id and the same metadata; the documents that came in stay as they are.
 *
 * Texts are written so that nothing is lost: tables of JSON, logs, padded columns and the like get shorter, prose stays. Where
 * `retrieval: "tool"` says that the model has `headroomRetrieveTool` with the same `originals`, it gets from large texts what the
 * query is about, and a handle for the rest. Each document stands for itself, so that any of them can be dropped afterwards.
 *
 * @throws HeadroomError `invalid-option` for options that do not exist or do not fit.
 * @example
 * ```ts
 * import { ContextualCompressionRetriever } from "@langchain/classic/retrievers/contextual_compression";
 * import { headroomDocumentCompressor } from "@headroom/langchain";
 *
 * const retriever = new ContextualCompressionRetriever({
 *   baseRetriever: store.asRetriever(),
 *   baseCompressor: headroomDocumentCompressor(),
 * });
 * ```
 */
export function headroomDocumentCompressor(options: HeadroomOptions = {}): BaseDocumentCompressor {
  checkOptions(options, "headroomDocumentCompressor");
  // A document alone is no prefix that a provider caches.
  const optimize = callOptimizer({ minimumCacheableTokens: 0, ...options });
  const shorten = async (document: DocumentInterface, query: string): Promise<DocumentInterface> => {
    const { pageContent } = document;
    const sent = await optimize({ messages: retrieval(pageContent, query) }, "");
    const text = (sent[2] as Message).content;
    return text === pageContent ? document : copyWith(document, { pageContent: text });
  };
  return { compressDocuments: (documents, query) => Promise.all(documents.map((each) => shorten(each, query))) };
}

/** What a model would see of a document that a tool gave it for the query. */
function retrieval(text: string, query: string): readonly Message[] {
  const call = { id: "retrieval", name: "retriever", args: { query } };
  return [
    { content: query, getType: () => "human" },
    { content: "", getType: () => "ai", tool_calls: [call] },
    { content: text as JsonValue, getType: () => "tool", tool_call_id: call.id },
  ];
}
