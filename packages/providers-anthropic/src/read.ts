import {
  asArray,
  asObject,
  asString,
  type Conversation,
  isHistoryHeld,
  type JsonValue,
  jsonPart,
  type Part,
  type PartOrigin,
  type RawSource,
  readContent,
  sealedPart,
  sourceWithout,
  textPart,
  withCall,
} from "@headroom/core";
import { systemLocks } from "./locks.js";
import { readMessage } from "./read-message.js";
import { beginReading } from "./reading.js";
import { recogniseRequest } from "./recognise.js";

/** Name of the dialect in conversations and on the command line. */
export const DIALECT_NAME = "anthropic-messages";

const BEFORE_MESSAGES: PartOrigin = { messageIndex: -1, role: "system" };
const MARKERS = ["cache_control"];

/** The read-only view of a messages request in prompt order, or `undefined` when the body is none. Never throws. */
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
      ...readTools(request.body.tools, raw),
      ...readSystem(request.body.system),
      ...request.messages.flatMap((message, index) => readMessage(message, index, reading)),
    ],
  };
}

function readTools(tools: JsonValue | undefined, raw: RawSource): readonly Part[] {
  if (tools === undefined || tools === null) {
    return [];
  }
  const list = asArray(tools);
  if (list === undefined) {
    return [sealedPart(BEFORE_MESSAGES, "opaque", ["tools"])];
  }
  return list.map((tool, index) => readTool(tool, index, raw));
}

/** A cache marker wanders to another definition when the client adds one, so the text leaves it out. */
function readTool(value: JsonValue, index: number, raw: RawSource): Part {
  const path = ["tools", index];
  const tool = asObject(value);
  if (tool === undefined) {
    return sealedPart(BEFORE_MESSAGES, "opaque", path);
  }
  const source = raw(path, tool);
  const text = Object.hasOwn(tool, "cache_control") ? sourceWithout(source, MARKERS) : source;
  const toolName = asString(tool.name);
  const origin = withCall(BEFORE_MESSAGES, { toolName });
  return jsonPart(origin, "tool-definition", path, text);
}

function readSystem(system: JsonValue | undefined): readonly Part[] {
  return readContent(system, ["system"], {
    origin: BEFORE_MESSAGES,
    text: (path, text) => textPart(BEFORE_MESSAGES, "system", path, text, systemLocks(text)),
    block: () => undefined,
  });
}
