import { type Anchor, asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";
import { recogniseRequest } from "./recognise.js";

/**
 * The places after which the API accepts an added user text: behind a user message, and behind the last result once every
 * call of the turn has one.
 *
 * As one more block where a user message is a list that stays a list; everywhere else as a message of its own, because a
 * text alone may be written as a string or as a list of one block. Results never take a block: it would be read as part of
 * what the tool said.
 */
export function anchorsOf(body: JsonValue): readonly Anchor[] {
  const messages = (recogniseRequest(body)?.messages ?? []).map(asObject);
  const anchors: Anchor[] = [];
  let unanswered = new Set<string>();
  messages.forEach((message, messageIndex) => {
    if (message?.role === "assistant") {
      unanswered = callsOf(message);
    } else if (message?.role === "tool") {
      unanswered.delete(asString(message.tool_call_id) ?? "");
      if (unanswered.size === 0 && messages[messageIndex + 1]?.role !== "tool") {
        anchors.push({ path: ["messages", messageIndex], messageIndex, adds: "message" });
      }
    } else if (message?.role === "user" && unanswered.size === 0) {
      anchors.push(behindUser(message, messageIndex));
    }
  });
  return anchors;
}

/** The array element that says `text` at an anchor. */
export function insertionAt(anchor: Anchor, text: string): JsonValue {
  return anchor.adds === "block" ? { type: "text", text } : { role: "user", content: text };
}

function behindUser(message: JsonObject, messageIndex: number): Anchor {
  const blocks = asArray(message.content) ?? [];
  const flips = blocks.length === 0 || (blocks.length === 1 && asObject(blocks[0])?.type === "text");
  return flips
    ? { path: ["messages", messageIndex], messageIndex, adds: "message" }
    : { path: ["messages", messageIndex, "content", blocks.length - 1], messageIndex, adds: "block" };
}

/** Calls that a message waits for; one without an id is never answered, so nothing is added behind it. */
function callsOf(message: JsonObject): Set<string> {
  return new Set((asArray(message.tool_calls) ?? []).map((call) => asString(asObject(call)?.id) ?? "no id"));
}
