import { type Anchor, asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";
import { recogniseRequest } from "./recognise.js";

/**
 * The places after which the provider accepts an added user text.
 *
 * - Behind each user message once every call before it has its result: results stand first in the message that follows
 *   their calls, text may follow them.
 * - Never behind an assistant message (a call's results must come next) and never behind a `system` message inside the
 *   conversation (only an assistant message may follow one).
 * - As one more block where the message is a list that stays a list. A message that is a string or a single text block may
 *   come in the other of these forms next time, so there the text becomes a user message of its own; the provider joins
 *   neighbouring user messages into one turn.
 */
export function anchorsOf(body: JsonValue): readonly Anchor[] {
  const messages = recogniseRequest(body)?.messages ?? [];
  const anchors: Anchor[] = [];
  let unanswered = new Set<string>();
  let previousRole: string | undefined;
  messages.forEach((value, messageIndex) => {
    const message = asObject(value);
    const role = asString(message?.role);
    if (message !== undefined && role === "assistant") {
      // Neighbouring assistant messages are one turn, and so are their calls.
      const calls = blockIds(message, "tool_use", "id");
      unanswered = previousRole === "assistant" ? new Set([...unanswered, ...calls]) : new Set(calls);
    } else if (message !== undefined && role === "user") {
      for (const id of blockIds(message, "tool_result", "tool_use_id")) {
        unanswered.delete(id);
      }
      if (unanswered.size === 0) {
        anchors.push(anchorBehind(message, messageIndex));
      }
    }
    previousRole = role;
  });
  return anchors;
}

/** The array element that says `text` at an anchor. */
export function insertionAt(anchor: Anchor, text: string): JsonValue {
  return anchor.adds === "block" ? { type: "text", text } : { role: "user", content: text };
}

function anchorBehind(message: JsonObject, messageIndex: number): Anchor {
  const path = ["messages", messageIndex];
  const blocks = asArray(message.content) ?? [];
  const flips = blocks.length === 0 || (blocks.length === 1 && asObject(blocks[0])?.type === "text");
  return flips
    ? { path, messageIndex, adds: "message" }
    : { path: [...path, "content", blocks.length - 1], messageIndex, adds: "block" };
}

function blockIds(message: JsonObject, type: string, member: string): readonly string[] {
  return (asArray(message.content) ?? []).flatMap((block) => {
    const { type: blockType, [member]: id } = asObject(block) ?? {};
    return blockType === type && typeof id === "string" ? [id] : [];
  });
}
