import { type Anchor, asArray, asObject, type JsonObject, type JsonValue } from "@headroom/core";
import { recogniseRequest } from "./recognise.js";

/**
 * The places after which the API accepts an added user text, which are behind user messages only: behind a result it
 * refuses everything but another result and an assistant.
 *
 * As one more chunk where a user message is a list that stays a list; otherwise as a message of its own, because a text
 * alone may be written as a string or as a list of one chunk.
 */
export function anchorsOf(body: JsonValue): readonly Anchor[] {
  const messages = recogniseRequest(body)?.messages ?? [];
  return messages.flatMap((value, messageIndex): readonly Anchor[] => {
    const message = asObject(value);
    return message?.role === "user" ? [behindUser(message, messageIndex)] : [];
  });
}

/** The array element that says `text` at an anchor. */
export function insertionAt(anchor: Anchor, text: string): JsonValue {
  return anchor.adds === "block" ? { type: "text", text } : { role: "user", content: text };
}

function behindUser(message: JsonObject, messageIndex: number): Anchor {
  const chunks = asArray(message.content) ?? [];
  const flips = chunks.length === 0 || (chunks.length === 1 && asObject(chunks[0])?.type === "text");
  return flips
    ? { path: ["messages", messageIndex], messageIndex, adds: "message" }
    : { path: ["messages", messageIndex, "content", chunks.length - 1], messageIndex, adds: "block" };
}
