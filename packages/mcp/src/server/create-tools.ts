import { createMemoryStore, createRetriever, invalidOption, type RetrieverOptions } from "@headroom/core";
import { createResultCompressor } from "../compress/create-result-compressor.js";
import type { McpOptions, McpServerOptions } from "../options/mcp-options.js";
import { askProxyForStats } from "./proxy-stats.js";
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
export function createTools(options: McpServerOptions): readonly HeadroomTool[] {
  if (options.proxyUrl !== undefined && !/^https?:/.test(options.proxyUrl)) {
    throw invalidOption(
      `proxyUrl is ${JSON.stringify(options.proxyUrl)}; it must be an address such as http://127.0.0.1:8787.`,
    );
  }
  const { proxyUrl: _proxy, ...compressorOptions } = options;
  const originals = options.originals ?? createMemoryStore();
  const stats = createSessionStats();
  const compressor = createResultCompressor({
    ...compressorOptions,
    originals,
    onReport(report) {
      stats.addCompression(report);
      options.onReport?.(report);
    },
  });
  const retriever = createRetriever({ ...retrieverOptions(options), originals });
  const { proxyUrl } = options;
  const askProxy = proxyUrl === undefined ? undefined : () => askProxyForStats(proxyUrl, globalThis.fetch);
  return [retrieveToolOf(retriever, stats), compressToolOf(compressor), statsToolOf(stats, askProxy)];
}

/** What of the options is for the retriever. */
export function retrieverOptions(options: McpOptions): Omit<RetrieverOptions, "originals"> {
  const { tenant, maxFetchTokens, maxRepeats, maxFetches, tokenizers } = options;
  const tokenizer = tokenizers?.("")[0];
  return {
    ...(tenant !== undefined && { tenant }),
    ...(maxFetchTokens !== undefined && { maxFetchTokens }),
    ...(maxRepeats !== undefined && { maxRepeats }),
    ...(maxFetches !== undefined && { maxFetches }),
    ...(tokenizer !== undefined && { tokenizer }),
  };
}
