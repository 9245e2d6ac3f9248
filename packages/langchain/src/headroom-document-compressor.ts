import { createBm25Scorer, invalidOption, type JsonValue } from "@headroom/core";
import type { DocumentInterface } from "@langchain/core/documents";
import type { BaseDocumentCompressor } from "@langchain/core/retrievers/document_compressors";
import { copyWith, type Message } from "./message.js";
import { callOptimizer } from "./optimize-call.js";
import { checkOptions, type HeadroomOptions } from "./options.js";

export interface DocumentCompressorOptions extends HeadroomOptions {
  /** How many documents are given at most: those that share most with the query. @default all of them */
  readonly maxDocuments?: number;
}

/**
 * A document compressor: it gives the documents of a retriever with shorter texts, in their order. What is changed is a new
 * document with the same id and the same metadata; the documents that came in stay as they are.
 *
 * Texts are written so that nothing is lost: tables of JSON, logs, padded columns and the like get shorter, prose stays. Where
 * `retrieval: "tool"` says that the model has `headroomRetrieveTool` with the same `originals`, it gets from large texts what the
 * query is about, and a handle for the rest. Each document stands for itself, so that any of them can be dropped afterwards; `maxDocuments` drops those that share the
 * least words with the query.
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
export function headroomDocumentCompressor(options: DocumentCompressorOptions = {}): BaseDocumentCompressor {
  checkOptions(options, "headroomDocumentCompressor", ["maxDocuments"]);
  const { maxDocuments = Number.POSITIVE_INFINITY, ...others } = options;
  if (!(maxDocuments >= 1)) {
    throw invalidOption(`maxDocuments is ${String(maxDocuments)}; it must be a number from 1 up.`);
  }
  // A document alone is no prefix that a provider caches.
  const optimize = callOptimizer({ minimumCacheableTokens: 0, ...others });
  const shorten = async (document: DocumentInterface, query: string): Promise<DocumentInterface> => {
    const { pageContent } = document;
    const sent = await optimize({ messages: retrieval(pageContent, query) }, "");
    const text = (sent[2] as Message).content;
    return text === pageContent ? document : copyWith(document, { pageContent: text });
  };
  return {
    compressDocuments: (documents, query) =>
      Promise.all(mostRelevant(documents, query, maxDocuments).map((each) => shorten(each, query))),
  };
}

/** The documents that share most with the query, in their order; of equal ones those that the retriever has first. */
function mostRelevant<D extends DocumentInterface>(documents: readonly D[], query: string, most: number): readonly D[] {
  if (documents.length <= most) return documents;
  const texts = documents.map(({ pageContent }) => pageContent);
  const scores = createBm25Scorer().scoreBatch(texts, query);
  const scoreOf = (at: number): number => scores[at]?.score ?? 0;
  const best = [...documents.keys()].sort((a, b) => scoreOf(b) - scoreOf(a) || a - b).slice(0, most);
  return best.sort((a, b) => a - b).map((at) => documents[at] as D);
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
