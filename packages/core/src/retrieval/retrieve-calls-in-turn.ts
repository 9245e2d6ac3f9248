import type { Conversation } from "../conversation/part.js";
import { isRetrieveTool } from "./retrieve-tool.js";

/**
 * The arguments of the calls of the retrieval tool that were answered since the user last spoke, in order, as their sources
 * stand in the request.
 *
 * @example
 * const earlier = retrieveCallsInTurn(conversation);
 * await retriever.answer(call, earlier);
 */
export function retrieveCallsInTurn({ parts }: Conversation): readonly string[] {
  const spoke = parts.findLastIndex(({ kind, role }) => kind === "text" && role === "user");
  const results = parts
    .slice(spoke + 1)
    .filter(({ kind, toolName }) => kind === "tool-result" && isRetrieveTool(toolName ?? ""));
  // A result may have several parts.
  const first = results.filter(
    ({ toolCallId: id }, index) => id === undefined || results.findIndex((part) => part.toolCallId === id) === index,
  );
  return first.map(({ toolArguments }) => toolArguments ?? "");
}
