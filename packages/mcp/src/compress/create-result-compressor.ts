import { createMemo, createOptimizer, type Optimized, type OptimizerOptions, type Report } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import type { McpOptions } from "../options/mcp-options.js";
import { type AnsweredCall, toolResultDialect } from "./tool-result-dialect.js";

/** A result, and what was done to it. */
export interface CompressedResult<Result> {
  /** The same reference as came in where nothing was changed. */
  readonly result: Result;
  readonly report: Report;
}

/** What a result is compressed with regard to. */
export interface ResultOf extends AnsweredCall {
  /** What the result is needed for, in the user's words: rows that answer it are kept. */
  readonly query?: string;
}

/** Makes the results of tool calls shorter. What is left out of them is stored before they are given. */
export interface ResultCompressor {
  /** Never rejects for a result: what cannot be read comes back as it is. */
  compress<Result extends Pick<CallToolResult, "content">>(
    result: Result,
    of?: ResultOf,
  ): Promise<CompressedResult<Result>>;
  /** The same for the bytes of an answer of JSON-RPC. Bytes that are not edited are not changed. */
  compressMessage(message: Uint8Array, of?: AnsweredCall): Promise<Optimized<Uint8Array>>;
}

/**
 * Creates a compressor of results.
 *
 * @throws HeadroomError `invalid-option` naming the option and what is allowed.
 * @example
 * const compressor = createResultCompressor({ originals });
 * const { result, report } = await compressor.compress(await client.callTool({ name: "search" }), { toolName: "search" });
 */
export function createResultCompressor(options: McpOptions): ResultCompressor {
  const {
    onReport,
    smartCrusher,
    textCrusher,
    maxFetchTokens: _tokens,
    maxRepeats: _repeats,
    maxFetches: _fetches,
    ...optimizerOptions
  } = options;
  const shared: Omit<OptimizerOptions, "dialect"> = {
    compressors: defaultCompressors({ smartCrusher, textCrusher }),
    memo: createMemo(),
    ...optimizerOptions,
    retrieval: "tool",
  };
  const optimizerFor = (call: AnsweredCall) => createOptimizer({ ...shared, dialect: toolResultDialect(call) });
  // A wrong option is refused now and not with the first result.
  optimizerFor({});
  const tell = (report: Report): void => {
    try {
      onReport?.(report);
    } catch {
      // Who listens must not change what is given.
    }
  };
  return Object.freeze({
    async compress<Result extends Pick<CallToolResult, "content">>(result: Result, of: ResultOf = {}) {
      const { query, ...call } = of;
      const body = { ...(query !== undefined && { query }), result };
      const { body: compressed, report } = await optimizerFor(call).optimizeObject(body);
      tell(report);
      return { result: compressed.result, report };
    },
    async compressMessage(message: Uint8Array, of: AnsweredCall = {}) {
      const optimized = await optimizerFor(of).optimize(message);
      tell(optimized.report);
      return optimized;
    },
  });
}
