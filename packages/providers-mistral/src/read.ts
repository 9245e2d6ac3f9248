import {
  asArray,
  asObject,
  asString,
  type Conversation,
  type JsonObject,
  type JsonPath,
  type JsonValue,
  jsonPart,
  type Part,
  type PartOrigin,
  type RawSource,
  sealedPart,
  withCall,
} from "@headroom/core";
import { readMessage } from "./read-message.js";
import { beginReading } from "./reading.js";
import { recogniseRequest } from "./recognise.js";

/** Name of the dialect in conversations and on the command line. */
export const DIALECT_NAME = "mistral";

const BEFORE_MESSAGES: PartOrigin = { messageIndex: -1, role: "system" };

/** The read-only view of a chat request in prompt order, or `undefined` when the body is none. Never throws. */
export function readConversation(body: JsonValue, raw: RawSource): Conversation | undefined {
  const request = recogniseRequest(body);
  if (request === undefined) {
    return undefined;
  }
  const reading = beginReading(raw);
  return {
    dialect: DIALECT_NAME,
    model: request.model,
    parts: [
      ...readTools(request.body, raw),
      ...request.messages.flatMap((message, index) => readMessage(message, index, reading)),
    ],
  };
}

function readTools({ tools }: JsonObject, raw: RawSource): readonly Part[] {
  if (tools === undefined || tools === null) {
    return [];
  }
  const list = asArray(tools);
  return list === undefined
    ? [sealedPart(BEFORE_MESSAGES, "opaque", ["tools"])]
    : list.map((tool, index) => readTool(tool, ["tools", index], raw));
}

function readTool(value: JsonValue, path: JsonPath, raw: RawSource): Part {
  const tool = asObject(value);
  if (tool === undefined) {
    return sealedPart(BEFORE_MESSAGES, "opaque", path);
  }
  const toolName = asString(asObject(tool.function)?.name);
  const origin = withCall(BEFORE_MESSAGES, { toolName });
  return jsonPart(origin, "tool-definition", path, raw(path, tool));
}
