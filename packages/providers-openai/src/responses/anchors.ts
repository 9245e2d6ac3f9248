import { type Anchor, asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";
import { answeredCall, CALL_TYPES, itemType } from "./item-types.js";
import { recogniseRequest } from "./recognise.js";

/**
 * The places after which the provider accepts an added user text.
 *
 * - Behind a user message, and behind the last output once every call has one: nothing may stand between calls and their
 *   outputs, or between reasoning and the item it led to.
 * - As one more block where a user message is a list that stays a list; everywhere else as an item of its own. A message
 *   that is a string or a single text block may come in the other of these forms next time.
 *
 * An input that is one text has no place for another.
 */
export function anchorsOf(body: JsonValue): readonly Anchor[] {
  const input = recogniseRequest(body)?.input;
  const items = typeof input === "object" ? input.map(asObject) : [];
  const anchors: Anchor[] = [];
  const unanswered = new Set<string>();
  items.forEach((item, messageIndex) => {
    const type = item === undefined ? undefined : itemType(item);
    if (item === undefined || type === undefined) {
      return;
    }
    if (isOutput(type)) {
      unanswered.delete(answeredCall(item) ?? "");
      const next = items[messageIndex + 1];
      if (unanswered.size === 0 && !(next !== undefined && isOutput(itemType(next)))) {
        anchors.push(behindItem(messageIndex));
      }
    } else if (type === "message" && item.role === "user" && unanswered.size === 0) {
      anchors.push(behindUser(item, messageIndex));
    }
    for (const call of waitingCall(item, type)) {
      unanswered.add(call);
    }
  });
  return anchors;
}

/** The array element that says `text` at an anchor. */
export function insertionAt(anchor: Anchor, text: string): JsonValue {
  const block = { type: "input_text", text };
  return anchor.adds === "block" ? block : { type: "message", role: "user", content: [block] };
}

function behindItem(messageIndex: number): Anchor {
  return { path: ["input", messageIndex], messageIndex, adds: "message" };
}

function behindUser(message: JsonObject, messageIndex: number): Anchor {
  const blocks = asArray(message.content) ?? [];
  const flips = blocks.length === 0 || (blocks.length === 1 && asObject(blocks[0])?.type === "input_text");
  return flips
    ? behindItem(messageIndex)
    : { path: ["input", messageIndex, "content", blocks.length - 1], messageIndex, adds: "block" };
}

function isOutput(type: string | undefined): boolean {
  return type?.endsWith("_call_output") === true;
}

/**
 * The call of an item that the client answers. Calls of future types are known by their `call_id`; those that the provider
 * runs itself have none. A call without an id is never answered, so nothing is added behind it.
 */
function waitingCall(item: JsonObject, type: string): readonly string[] {
  const id = asString(item.call_id);
  if (CALL_TYPES.has(type)) {
    return [id ?? "?"];
  }
  return type.endsWith("_call") && id !== undefined ? [id] : [];
}
