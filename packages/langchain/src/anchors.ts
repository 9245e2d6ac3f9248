import { type Anchor, asArray, asObject, asString, type JsonValue } from "@headroom/core";
import { asMessage, copyWith, type Message } from "./message.js";
import { recogniseCall } from "./recognise.js";

/** An anchor that knows a human message, whose class an added one gets. */
interface HumanAnchor extends Anchor {
  readonly human: Message;
}

/**
 * Places behind which a human message may be added: behind a human message, and behind the last tool message once every
 * call has its result.
 */
export function anchorsOf(body: JsonValue): readonly Anchor[] {
  const messages = (recogniseCall(body)?.messages ?? []).map(asMessage);
  const anchors: HumanAnchor[] = [];
  let unanswered = new Set<string>();
  let human: Message | undefined;
  messages.forEach((message, messageIndex) => {
    const type = message?.getType();
    if (type === "human") human = message;
    if (type === "ai") unanswered = new Set(callIds(message));
    if (type === "tool") unanswered.delete(asString(message?.tool_call_id as JsonValue) ?? "");
    const ends = type === "human" || (type === "tool" && messages[messageIndex + 1]?.getType() !== "tool");
    if (ends && human !== undefined && unanswered.size === 0) {
      anchors.push({ path: ["messages", messageIndex], messageIndex, adds: "message", human });
    }
  });
  return anchors;
}

/** The human message that says `text` at an anchor. */
export function insertionAt(anchor: Anchor, text: string): JsonValue {
  const { human } = anchor as HumanAnchor;
  const added = copyWith(human as Message & { id: unknown; response_metadata: unknown }, {
    content: text,
    id: undefined,
    name: undefined,
    additional_kwargs: {},
    response_metadata: {},
  });
  return added as unknown as JsonValue;
}

function callIds(message: Message | undefined): readonly string[] {
  const calls = asArray(message?.tool_calls as JsonValue) ?? [];
  return calls.map((call) => asString(asObject(call)?.id) ?? "");
}
