import { type Retriever, retrieveTool } from "@headroom/core";
import type { Tool } from "@modelcontextprotocol/sdk/types.js";
import type { SessionStats } from "../session-stats.js";
import { type HeadroomTool, textResult } from "./headroom-tool.js";

const { name, description, parameters } = retrieveTool;

/** The retrieval tool as the protocol describes tools. */
export const RETRIEVE_DESCRIPTION: Tool = {
  name,
  title: "Retrieve",
  description,
  inputSchema: { ...parameters, required: [...parameters.required] },
  annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
};

/** Gives what was left out, in whole or in part. */
export function retrieveToolOf(retriever: Retriever, stats: SessionStats): HeadroomTool {
  return {
    description: RETRIEVE_DESCRIPTION,
    async call(args) {
      const { text, isError } = await retriever.answer(args);
      stats.addRetrieval(!isError);
      return textResult(text, isError);
    },
  };
}
