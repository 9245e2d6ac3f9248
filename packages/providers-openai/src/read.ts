import {
  asArray,
  asObject,
  asString,
  type Conversation,
  isHistoryHeld,
  type JsonObject,
  type JsonValue,
  jsonPart,
  type Part,
  type PartOrigin,
  type RawSource,
  sealedPart,
  withCall,
} from "@headroom/core";
import { definitionSource } from "./definition-source.js";
import { readMessage } from "./read-message.js";
import { beginReading } from "./reading.js";
import { recogniseRequest } from "./recognise.js";

/** Name of the dialect in conversations and on the command line. */
export const DIALECT_NAME = "openai-chat";

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
    ...(isHistoryHeld(request.body) && { historyHeld: true }),
    parts: [
      ...readTools(request.body, "tools", raw),
      ...readTools(request.body, "functions", raw),
      ...request.messages.flatMap((message, index) => readMessage(message, index, reading)),
    ],
  };
}

function readTools(body: JsonObject, member: "tools" | "functions", raw: RawSource): readonly Part[] {
  const { [member]: tools } = body;
  if (tools === undefined || tools === null) {
    return [];
  }
  const list = asArray(tools);
  if (list === undefined) {
    return [sealedPart(BEFORE_MESSAGES, "opaque", [member])];
  }
  return list.map((tool, index) => readTool(tool, [member, index], raw));
}

function readTool(value: JsonValue, path: readonly [string, number], raw: RawSource): Part {
  const tool = asObject(value);
  if (tool === undefined) {
    return sealedPart(BEFORE_MESSAGES, "opaque", path);
  }
  const toolName = nameOf(tool);
  const origin = withCall(BEFORE_MESSAGES, { toolName });
  return jsonPart(origin, "tool-definition", path, definitionSource(tool, path, raw));
}

function nameOf(tool: JsonObject): string | undefined {
  const definition = asObject(tool.function) ?? asObject(tool.custom) ?? tool;
  return asString(definition.name);
}
