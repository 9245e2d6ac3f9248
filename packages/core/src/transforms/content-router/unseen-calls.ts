import type { Conversation, Part } from "../../conversation/part.js";
import { mayReadFiles } from "./protection.js";

/**
 * Whether the call of a tool result is not in the request: the provider holds what came before, or the client cut it off.
 * Nothing can be said then about what the tool was asked for.
 */
export function isCallUnseen(part: Part): boolean {
  return part.kind === "tool-result" && part.toolCallId !== undefined && part.toolName === undefined;
}

/**
 * Whether a result of an unknown call may be the contents of a file: where a tool of the request reads files or runs
 * commands, and where no tool is named, since then the tools are not in the request either.
 */
export function mayHoldFiles(conversation: Conversation): boolean {
  const names = conversation.parts.flatMap((part) =>
    part.kind === "tool-definition" && part.toolName !== undefined ? [part.toolName] : [],
  );
  return names.length === 0 || names.some(mayReadFiles);
}
