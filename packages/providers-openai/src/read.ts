import {
  asArray,
  asObject,
  asString,
  type Conversation,
  type JsonObject,
  type JsonValue,
  jsonPart,
  type Part,
  type PartOrigin,
  type RawSource,
  sealedPart,
  sourceWithout,
} from "@headroom/core";
import { readMessage } from "./read-message.js";
import { beginReading } from "./reading.js";
import { recogniseRequest } from "./recognise.js";

/** Name of the dialect in conversations and on the command line. */
export const DIALECT_NAME = "openai-chat";

const BEFORE_MESSAGES: PartOrigin = { messageIndex: -1, role: "system" };
const MARKERS = ["cache_control", "prompt_cache_breakpoint"];

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

/** A cache marker wanders to another definition when the client adds one, so the text leaves it out. */
function readTool(value: JsonValue, path: readonly [string, number], raw: RawSource): Part {
  const tool = asObject(value);
  if (tool === undefined) {
    return sealedPart(BEFORE_MESSAGES, "opaque", path);
  }
  const source = raw(path, tool);
  const marked = MARKERS.some((marker) => Object.hasOwn(tool, marker));
  const toolName = nameOf(tool);
  const origin = toolName === undefined ? BEFORE_MESSAGES : { ...BEFORE_MESSAGES, toolName };
  return jsonPart(origin, "tool-definition", path, marked ? sourceWithout(source, MARKERS) : source);
}

function nameOf(tool: JsonObject): string | undefined {
  const definition = asObject(tool.function) ?? asObject(tool.custom) ?? tool;
  return asString(definition.name);
}
