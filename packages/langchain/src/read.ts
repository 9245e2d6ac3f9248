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
import { asMessage } from "./message.js";
import { readMessage, readSystem } from "./read-message.js";
import type { Reading } from "./reading.js";
import { recogniseCall } from "./recognise.js";

/** Name of the dialect in conversations and reports. */
export const DIALECT_NAME = "langchain";

const BEFORE_MESSAGES: PartOrigin = { messageIndex: -1, role: "system" };

/** The read-only view of a call: tools, an agent's system message, messages. The model stands elsewhere. Never throws. */
export function readConversation(body: JsonValue, raw: RawSource): Conversation | undefined {
  const call = recogniseCall(body);
  if (call === undefined) return undefined;
  const reading: Reading = { raw, calls: new Map() };
  const system = asMessage(call.body.system);
  return {
    dialect: DIALECT_NAME,
    model: "",
    ...(call.body.historyHeld === true && { historyHeld: true }),
    parts: [
      ...readTools(call.body.tools, raw),
      ...(system === undefined ? [] : readSystem(system, ["system"], BEFORE_MESSAGES)),
      ...call.messages.flatMap((message, index) => readMessage(message, index, reading)),
    ],
  };
}

function readTools(tools: JsonValue | undefined, raw: RawSource): readonly Part[] {
  return (asArray(tools) ?? []).flatMap((tool, index) => {
    const path = ["tools", index];
    // Google puts the definitions of all functions into one tool.
    const declared = asArray(asObject(tool)?.functionDeclarations);
    if (declared === undefined) return [readTool(tool, path, raw)];
    return declared.map((each, at) => readTool(each, [...path, "functionDeclarations", at], raw));
  });
}

function readTool(value: JsonValue, path: JsonPath, raw: RawSource): Part {
  const tool = asObject(value);
  if (tool === undefined) return sealedPart(BEFORE_MESSAGES, "opaque", path);
  // OpenAI's definitions stand in a member, and so do Bedrock's.
  const toolName = asString((asObject(tool.function) ?? asObject(tool.toolSpec) ?? tool).name);
  const origin = withCall(BEFORE_MESSAGES, { toolName });
  try {
    return jsonPart(origin, "tool-definition", path, raw(path, describable(tool)));
  } catch {
    return sealedPart(origin, "opaque", path);
  }
}

/** Of an instance of a class what a model is told of it; its schema may be an object of any library. */
function describable(tool: JsonObject): JsonValue {
  if (Object.getPrototypeOf(tool) === Object.prototype) return tool;
  return { name: tool.name ?? "", description: tool.description ?? "" };
}
