import {
  asArray,
  asObject,
  asString,
  type ContentReader,
  type JsonPath,
  type JsonValue,
  jsonPart,
  type Lock,
  type Part,
  type PartOrigin,
  type Role,
  readContent,
  sealedPart,
  textPart,
  withCall,
} from "@headroom/core";
import { sourceOf } from "@headroom/core/integration";
import { asMessage, type Message } from "./message.js";
import type { Reading } from "./reading.js";

const ROLES: ReadonlyMap<string, Role> = new Map([
  ["system", "system"],
  ["developer", "system"],
  ["human", "user"],
  ["ai", "assistant"],
  ["tool", "tool"],
  ["function", "tool"],
]);
const MEDIA = new Set(["image", "image_url", "input_audio", "audio", "video", "file", "document", "media"]);
const REASONING = new Set(["reasoning", "thinking", "redacted_thinking"]);
const CALLS = new Set(["tool_use", "tool_call", "server_tool_use"]);
const FREE: readonly Lock[] = [];
const PROVIDERS_OWN: readonly Lock[] = ["opaque"];

/** The parts of one message: reasoning and content as they stand, then calls. */
export function readMessage(value: JsonValue, messageIndex: number, reading: Reading): readonly Part[] {
  const path: JsonPath = ["messages", messageIndex];
  const message = asMessage(value);
  const role = ROLES.get(message?.getType() ?? "");
  if (message === undefined || role === undefined) {
    return [sealedPart({ messageIndex, role: "unknown" }, "opaque", path)];
  }
  const origin: PartOrigin = { messageIndex, role };
  switch (role) {
    case "system":
      return readSystem(message, path, origin);
    case "tool":
      return readToolMessage(message, path, origin, reading);
    default:
      return [
        ...readContent(message.content, [...path, "content"], contentReader(origin)),
        ...readCalls(message, path, origin, reading),
      ];
  }
}

/** The parts of a system message. */
export function readSystem(message: Message, path: JsonPath, origin: PartOrigin): readonly Part[] {
  return readContent(message.content, [...path, "content"], {
    origin,
    text: (textPath, text) => textPart(origin, "system", textPath, text),
    block: () => undefined,
  });
}

function contentReader(origin: PartOrigin): ContentReader {
  return {
    origin,
    text: (path, text) => textPart(origin, "text", path, text),
    block: (path, type) => {
      if (MEDIA.has(type)) return [sealedPart(origin, "media", path)];
      if (REASONING.has(type)) return [sealedPart(origin, "reasoning", path)];
      return CALLS.has(type) ? [sealedPart(origin, "tool-call", path)] : undefined;
    },
  };
}

function readCalls(message: Message, path: JsonPath, speaker: PartOrigin, reading: Reading): readonly Part[] {
  return (asArray(message.tool_calls as JsonValue) ?? []).map((value, index) => {
    const call = asObject(value);
    const callPath = [...path, "tool_calls", index];
    const name = asString(call?.name);
    const id = asString(call?.id);
    const origin = {
      ...speaker,
      ...(name !== undefined && { toolName: name }),
      ...(id !== undefined && { toolCallId: id }),
    };
    const source = call?.args === undefined ? undefined : sourceOf(reading.raw, [...callPath, "args"], call.args);
    if (id !== undefined) reading.calls.set(id, { name: name ?? "", arguments: source });
    return source === undefined
      ? sealedPart(origin, "tool-call", callPath)
      : jsonPart(origin, "tool-call", [...callPath, "args"], source);
  });
}

/** One part for each text. Results that a provider reads in a form of its own, such as screenshots, are locked. */
function readToolMessage(message: Message, path: JsonPath, speaker: PartOrigin, reading: Reading): readonly Part[] {
  const toolCallId = asString(message.tool_call_id as JsonValue);
  const call = toolCallId === undefined ? undefined : reading.calls.get(toolCallId);
  const toolName = call?.name ?? asString(message.name as JsonValue);
  const origin = withCall(speaker, {
    toolCallId,
    toolName,
    toolArguments: call?.arguments,
    isError: message.status === "error" || undefined,
  });
  const { type } = asObject(message.additional_kwargs as JsonValue) ?? {};
  const locks = type === undefined ? FREE : PROVIDERS_OWN;
  return readContent(message.content, [...path, "content"], {
    origin,
    text: (textPath, text) => textPart(origin, "tool-result", textPath, text, locks),
    block: (blockPath, kind, block) => {
      if (kind === "input_text" && typeof block.text === "string") {
        return [textPart(origin, "tool-result", [...blockPath, "text"], block.text, locks)];
      }
      return MEDIA.has(kind) ? [sealedPart(origin, "media", blockPath)] : undefined;
    },
  });
}
