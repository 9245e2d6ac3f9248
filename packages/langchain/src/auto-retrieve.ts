import { createMemoryStore, invalidOption, type RetrieverOptions, type Store } from "@headroom/core";
import type { StructuredToolInterface } from "@langchain/core/tools";
import { headroomRetrieveTool } from "./headroom-retrieve-tool.js";
import type { HeadroomOptions } from "./options.js";

/** Bounds of what an agent fetches. */
export type RetrieveBounds = Pick<RetrieverOptions, "maxFetchTokens" | "maxRepeats" | "maxFetches">;

export interface HeadroomMiddlewareOptions extends HeadroomOptions {
  /**
   * Gives the agent the tool `headroom_retrieve`, so that parts of long tool outputs are left out and its model can fetch them.
   * An object bounds what is fetched. @default false: an agent that is given `headroomRetrieveTool` has it anyway
   */
  readonly autoRetrieve?: boolean | RetrieveBounds;
}

/** The tool that fetches what an agent's middleware leaves out, and the store that both share. */
export interface AutoRetrieve {
  readonly originals: Store;
  readonly tool: StructuredToolInterface;
}

/**
 * What `autoRetrieve` asks for; `undefined` where it asks for nothing.
 *
 * @throws HeadroomError `invalid-option` where nothing would be left out.
 */
export function autoRetrieveOf(options: HeadroomMiddlewareOptions): AutoRetrieve | undefined {
  const { autoRetrieve = false, profile, retrieval, tenant } = options;
  if (autoRetrieve === false) return undefined;
  if (profile === "lossless" || retrieval === "off") {
    throw invalidOption("autoRetrieve has no effect where nothing is left out; give it, or profile and retrieval.");
  }
  const originals = options.originals ?? createMemoryStore();
  const bounds = autoRetrieve === true ? {} : autoRetrieve;
  return { originals, tool: headroomRetrieveTool({ ...bounds, originals, ...(tenant !== undefined && { tenant }) }) };
}
