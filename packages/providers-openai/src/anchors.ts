import { type Anchor, asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";
import { recogniseRequest } from "./recognise.js";

/**
 * The places after which servers of this format accept an added user text.
 *
 * - Behind a user message, and behind the last result once every call of the turn has one: nothing may stand between calls
 *   and their results.
 * - As one more block where a user message is a list that stays a list; everywhere else as a message of its own. A message
 *   that is a string or a single text block may come in the other of these forms next time. Results never take a block: it
 *   would be read as part of what the tool said.
 *
 * The added message has the role `user`. Many compatible servers know no `developer` role, and chat templates of open models
 * refuse `system` after the first message.
 */
export function anchorsOf(body: JsonValue): readonly Anchor[] {
  const messages = (recogniseRequest(body)?.messages ?? []).map(asObject);
  const anchors: Anchor[] = [];
  let unanswered = new Set<string>();
  messages.forEach((message, messageIndex) => {
    switch (message?.role) {
      case "assistant":
        unanswered = callsOf(message);
        break;
      case "tool":
      case "function":
        unanswered.delete(answeredCall(message));
        if (unanswered.size === 0 && !isResult(messages[messageIndex + 1])) {
          anchors.push(behindMessage(messageIndex));
        }
        break;
      case "user":
        if (unanswered.size === 0) {
          anchors.push(behindUser(message, messageIndex));
        }
        break;
    }
  });
  return anchors;
}

/** The array element that says `text` at an anchor. */
export function insertionAt(anchor: Anchor, text: string): JsonValue {
  return anchor.adds === "block" ? { type: "text", text } : { role: "user", content: text };
}

function behindMessage(messageIndex: number): Anchor {
  return { path: ["messages", messageIndex], messageIndex, adds: "message" };
}

function behindUser(message: JsonObject, messageIndex: number): Anchor {
  const blocks = asArray(message.content) ?? [];
  const flips = blocks.length === 0 || (blocks.length === 1 && asObject(blocks[0])?.type === "text");
  return flips
    ? behindMessage(messageIndex)
    : { path: ["messages", messageIndex, "content", blocks.length - 1], messageIndex, adds: "block" };
}

function isResult(message: JsonObject | undefined): boolean {
  return message?.role === "tool" || message?.role === "function";
}

/** Calls that a message waits for; a call without an id is never answered, so nothing is added behind it. */
function callsOf(message: JsonObject): Set<string> {
  const calls = (asArray(message.tool_calls) ?? []).map((call) => `id ${asString(asObject(call)?.id) ?? "?"}`);
  const functionName = asString(asObject(message.function_call)?.name);
  return new Set(functionName === undefined ? calls : [...calls, `name ${functionName}`]);
}

function answeredCall(message: JsonObject): string {
  return message.role === "function"
    ? `name ${asString(message.name) ?? ""}`
    : `id ${asString(message.tool_call_id) ?? ""}`;
}
