import { createMemoryStore, createRetriever, isHandle, originalKey, RETRIEVE_TOOL } from "@headroom/core";
import type { CallToolResult, Tool } from "@modelcontextprotocol/sdk/types.js";
import { createResultCompressor, type ResultCompressor } from "../compress/create-result-compressor.js";
import type { McpOptions } from "../options/mcp-options.js";
import { retrieverOptions } from "../server/create-tools.js";
import { createSessionStats } from "../server/session-stats.js";
import { RETRIEVE_DESCRIPTION, retrieveToolOf } from "../server/tools/retrieve-tool.js";

/** What stands around a server of others: shorter results, and a tool for what is left out of them. */
export interface Wrapping {
  readonly compressor: ResultCompressor;
  /** What to add to a page of the server's list of tools. */
  toolsFor(page: { readonly names: readonly string[]; readonly isLast: boolean }): readonly Tool[];
  /** Answers a call of the retrieval tool; `undefined` where the server is to answer it. */
  answer(toolName: string | undefined, args: unknown): Promise<CallToolResult | undefined>;
}

/**
 * Creates a wrapping.
 *
 * @throws HeadroomError `invalid-option` naming the option and what is allowed.
 */
export function createWrapping(options: McpOptions): Wrapping {
  const originals = options.originals ?? createMemoryStore();
  const tenant = options.tenant ?? "local";
  const retriever = createRetriever({ ...retrieverOptions(options), originals });
  const retrieve = retrieveToolOf(retriever, createSessionStats());
  /** A server that has such a tool itself answers for what it left out itself. */
  let isServers = false;

  const isOurs = async (handle: unknown): Promise<boolean> =>
    typeof handle === "string" && isHandle(handle) && (await originals.get(originalKey(tenant, handle))) !== undefined;

  return {
    compressor: createResultCompressor({ ...options, originals }),
    toolsFor({ names, isLast }) {
      if (names.includes(RETRIEVE_TOOL)) isServers = true;
      return isServers || !isLast ? [] : [RETRIEVE_DESCRIPTION];
    },
    async answer(toolName, args) {
      if (toolName !== RETRIEVE_TOOL) return undefined;
      const given = (args ?? {}) as Readonly<Record<string, unknown>>;
      return isServers && !(await isOurs(given.handle).catch(() => true)) ? undefined : retrieve.call(given);
    },
  };
}
