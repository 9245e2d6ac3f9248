import { createMemoryStore, createRetriever, type RetrieverOptions } from "@headroom/core";
import { createResultCompressor } from "../compress/create-result-compressor.js";
import type { McpOptions } from "../options/mcp-options.js";
import { createSessionStats } from "./session-stats.js";
import { compressToolOf } from "./tools/compress-tool.js";
import type { HeadroomTool } from "./tools/headroom-tool.js";
import { retrieveToolOf } from "./tools/retrieve-tool.js";
import { statsToolOf } from "./tools/stats-tool.js";

/**
 * The tools of a server. They may serve any number of connections, which then share the store and the sums.
 *
 * @throws HeadroomError `invalid-option` naming the option and what is allowed.
 */
export function createTools(options: McpOptions): readonly HeadroomTool[] {
  const originals = options.originals ?? createMemoryStore();
  const stats = createSessionStats();
  const compressor = createResultCompressor({
    ...options,
    originals,
    onReport(report) {
      stats.addCompression(report);
      options.onReport?.(report);
    },
  });
  const retriever = createRetriever({ ...retrieverOptions(options), originals });
  return [retrieveToolOf(retriever, stats), compressToolOf(compressor), statsToolOf(stats)];
}

/** What of the options is for the retriever. */
export function retrieverOptions(options: McpOptions): Omit<RetrieverOptions, "originals"> {
  const { tenant, mostTokens, mostRepeats, mostFetches, tokenizers } = options;
  const tokenizer = tokenizers?.("")[0];
  return {
    ...(tenant !== undefined && { tenant }),
    ...(mostTokens !== undefined && { mostTokens }),
    ...(mostRepeats !== undefined && { mostRepeats }),
    ...(mostFetches !== undefined && { mostFetches }),
    ...(tokenizer !== undefined && { tokenizer }),
  };
}
