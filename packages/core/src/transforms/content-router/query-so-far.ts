import type { Conversation, Part } from "../../conversation/part.js";

/** How many texts of the user count, newest first, and how many characters of the end of each. */
const TEXTS = 4;
const CHARACTERS = 1000;

/**
 * What was asked for, as far as it was known when each tool result appeared: the end of the user's last texts before it.
 * What comes later has no say, so that a result keeps its form for the rest of the conversation.
 */
export function queriesSoFar(conversation: Conversation): (part: Part) => string {
  const queries = new Map<Part, string>();
  let recent: readonly string[] = [];
  let query = "";
  for (const part of conversation.parts) {
    if (part.kind === "tool-result") queries.set(part, query);
    if (part.kind !== "text" || part.role !== "user" || part.text === undefined) continue;
    recent = [...recent, part.text.slice(-CHARACTERS)].slice(-TEXTS);
    query = recent.join("\n");
  }
  return (part) => queries.get(part) ?? "";
}
