import {
  type Conversation,
  isHistoryHeld,
  type JsonObject,
  type JsonValue,
  type Part,
  type PartOrigin,
  type RawSource,
  sealedPart,
  textPart,
} from "@headroom/core";
import { readItem } from "./read-item.js";
import { readTools } from "./read-tools.js";
import { recogniseRequest } from "./recognise.js";

/** Name of the dialect in conversations and on the command line. */
export const DIALECT_NAME = "openai-responses";

const BEFORE_INPUT: PartOrigin = { messageIndex: -1, role: "system" };

/** The read-only view of a responses request in prompt order, or `undefined` when the body is none. Never throws. */
export function readConversation(body: JsonValue, raw: RawSource): Conversation | undefined {
  const request = recogniseRequest(body);
  if (request === undefined) {
    return undefined;
  }
  const { input } = request;
  const reading = { calls: new Map(), raw };
  return {
    dialect: DIALECT_NAME,
    model: request.model,
    ...(isHistoryHeld(request.body) && { historyHeld: true }),
    parts: [
      ...readTools(request.body.tools, BEFORE_INPUT, raw),
      ...readInstructions(request.body),
      ...(typeof input === "string"
        ? [textPart({ messageIndex: 0, role: "user" }, "text", ["input"], input)]
        : input.flatMap((item, index) => readItem(item, index, reading))),
    ],
  };
}

function readInstructions({ instructions }: JsonObject): readonly Part[] {
  if (instructions === undefined || instructions === null) {
    return [];
  }
  return typeof instructions === "string"
    ? [textPart(BEFORE_INPUT, "system", ["instructions"], instructions)]
    : [sealedPart(BEFORE_INPUT, "opaque", ["instructions"])];
}
