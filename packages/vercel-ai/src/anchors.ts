import { type Anchor, asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";
import { recogniseCallOptions } from "./recognise.js";

/**
 * Places behind which a user message may be added: behind a user message, and behind the last tool message once every
 * call has its result.
 */
export function anchorsOf(body: JsonValue): readonly Anchor[] {
  const messages = (recogniseCallOptions(body)?.prompt ?? []).map(asObject);
  const anchors: Anchor[] = [];
  let unanswered = new Set<string>();
  messages.forEach((message, messageIndex) => {
    if (message?.role === "assistant") unanswered = new Set(idsOf(message, "tool-call"));
    if (message === undefined || message.role === "system") return;
    for (const id of idsOf(message, "tool-result")) unanswered.delete(id);
    const ends = message.role === "user" || (message.role === "tool" && messages[messageIndex + 1]?.role !== "tool");
    if (ends && unanswered.size === 0) {
      anchors.push({ path: ["prompt", messageIndex], messageIndex, adds: "message" });
    }
  });
  return anchors;
}

/** The user message that says `text` at an anchor. */
export function insertionAt(_anchor: Anchor, text: string): JsonValue {
  return { role: "user", content: [{ type: "text", text }] };
}

function idsOf(message: JsonObject, type: string): readonly string[] {
  const blocks = (asArray(message.content) ?? []).map(asObject);
  return blocks.flatMap((block) => (block?.type === type ? [asString(block.toolCallId) ?? ""] : []));
}
