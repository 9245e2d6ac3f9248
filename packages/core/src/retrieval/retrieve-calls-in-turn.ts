import type { Conversation } from "../conversation/part.js";
import { isRetrieveTool } from "../pipeline/retrieval.js";

/**
 * The arguments of the calls of the retrieval tool since the user last spoke, in order, as their sources stand in the
 * request. Calls that are not answered yet are among them.
 *
 * @example
 * const earlier = retrieveCallsInTurn(conversation);
 * await retriever.answer(call, earlier);
 */
export function retrieveCallsInTurn({ parts }: Conversation): readonly string[] {
  const spoke = parts.findLastIndex(({ kind, role }) => kind === "text" && role === "user");
  return parts
    .slice(spoke + 1)
    .filter(({ kind, toolName }) => kind === "tool-call" && isRetrieveTool(toolName ?? ""))
    .map(({ text }) => text ?? "");
}
