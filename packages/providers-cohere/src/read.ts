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
  textPart,
  withCall,
} from "@headroom/core";
import { readMessage } from "./read-message.js";
import { beginReading } from "./reading.js";
import { recogniseRequest } from "./recognise.js";

/** Name of the dialect in conversations and on the command line. */
export const DIALECT_NAME = "cohere";

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
      ...readList(request.body, "tools", (tool, path) => readTool(tool, path, raw)),
      ...readList(request.body, "documents", (document, path) => readDocument(document, path, raw)),
      ...request.messages.flatMap((message, index) => readMessage(message, index, reading)),
    ],
  };
}

function readList(
  body: JsonObject,
  member: string,
  readElement: (value: JsonValue, path: JsonPath) => Part,
): readonly Part[] {
  const { [member]: value } = body;
  if (value === undefined || value === null) {
    return [];
  }
  const list = asArray(value);
  return list === undefined
    ? [sealedPart(BEFORE_MESSAGES, "opaque", [member])]
    : list.map((element, index) => readElement(element, [member, index]));
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

/** A document that the answer may cite: the application's own text, which stands before the conversation. */
function readDocument(value: JsonValue, path: JsonPath, raw: RawSource): Part {
  return typeof value === "string"
    ? textPart(BEFORE_MESSAGES, "system", path, value)
    : jsonPart(BEFORE_MESSAGES, "system", path, raw(path, value));
}
