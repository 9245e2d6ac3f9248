import {
  asObject,
  asString,
  type ContentReader,
  type JsonObject,
  type JsonPath,
  type JsonValue,
  type Part,
  type PartKind,
  type PartOrigin,
  type Role,
  readContent,
  sealedPart,
  textPart,
} from "@headroom/core";
import { REASONING_LOCK, REASONING_MEMBERS } from "./locks.js";
import { readFunctionCall, readToolCalls } from "./read-tool-calls.js";
import { readToolResult } from "./read-tool-result.js";
import type { Reading } from "./reading.js";

const ROLES: ReadonlyMap<string, Role> = new Map([
  ["system", "system"],
  ["developer", "system"],
  ["user", "user"],
  ["assistant", "assistant"],
  ["tool", "tool"],
  ["function", "tool"],
]);
const KINDS: ReadonlyMap<Role, PartKind> = new Map([
  ["system", "system"],
  ["tool", "tool-result"],
]);
const MEDIA = new Set(["image_url", "input_audio", "file", "video_url", "audio_url"]);
const EVERYWHERE = ["role", "content", "name", "cache_control", "prompt_cache_breakpoint"];
const READ_MEMBERS: ReadonlyMap<Role, ReadonlySet<string>> = new Map([
  ["assistant", new Set([...EVERYWHERE, ...REASONING_MEMBERS, "refusal", "audio", "function_call", "tool_calls"])],
  ["tool", new Set([...EVERYWHERE, "tool_call_id"])],
]);
const OTHERS = new Set(EVERYWHERE);

/** The parts of one message, followed by an opaque part for each member that is not known. */
export function readMessage(value: JsonValue, messageIndex: number, reading: Reading): readonly Part[] {
  const path = ["messages", messageIndex];
  const message = asObject(value);
  const role = ROLES.get(asString(message?.role) ?? "");
  if (message === undefined || role === undefined) {
    return [sealedPart({ messageIndex, role: "unknown" }, "opaque", path)];
  }
  const origin = { messageIndex, role };
  return [...readKnown(message, path, origin, reading), ...readOtherMembers(message, path, origin)];
}

function readKnown(message: JsonObject, path: JsonPath, origin: PartOrigin, reading: Reading): readonly Part[] {
  switch (origin.role) {
    case "tool":
      return readToolResult(message, path, origin, reading);
    case "assistant":
      return readAssistant(message, path, origin, reading);
    default:
      return readContent(message.content, [...path, "content"], contentReader(origin));
  }
}

/** Assistant messages in the order in which they were spoken: reasoning, content, calls. */
function readAssistant(message: JsonObject, path: JsonPath, origin: PartOrigin, reading: Reading): readonly Part[] {
  return [
    ...readReasoning(message, path, origin),
    ...readContent(message.content, [...path, "content"], contentReader(origin)),
    ...readContent(message.refusal, [...path, "refusal"], contentReader(origin)),
    ...(isPresent(message.audio) ? [sealedPart(origin, "media", [...path, "audio"])] : []),
    ...readFunctionCall(message.function_call, [...path, "function_call"], origin, reading),
    ...readToolCalls(message.tool_calls, [...path, "tool_calls"], origin, reading),
  ];
}

function readReasoning(message: JsonObject, path: JsonPath, origin: PartOrigin): readonly Part[] {
  return REASONING_MEMBERS.flatMap((name) => {
    const { [name]: value } = message;
    if (!isPresent(value)) {
      return [];
    }
    const memberPath = [...path, name];
    return typeof value === "string"
      ? [textPart(origin, "reasoning", memberPath, value)]
      : [sealedPart(origin, "reasoning", memberPath, REASONING_LOCK)];
  });
}

function contentReader(origin: PartOrigin): ContentReader {
  const kind = KINDS.get(origin.role) ?? "text";
  return {
    origin,
    text: (path, text) => textPart(origin, kind, path, text),
    block: (path, type, block) => {
      if (origin.role === "assistant" && type === "refusal" && typeof block.refusal === "string") {
        return [textPart(origin, kind, [...path, "refusal"], block.refusal)];
      }
      return MEDIA.has(type) ? [sealedPart(origin, "media", path)] : undefined;
    },
  };
}

function readOtherMembers(message: JsonObject, path: JsonPath, origin: PartOrigin): readonly Part[] {
  const known = READ_MEMBERS.get(origin.role) ?? OTHERS;
  return Object.keys(message)
    .filter((name) => !known.has(name) && message[name] !== null)
    .map((name) => sealedPart(origin, "opaque", [...path, name]));
}

function isPresent(value: JsonValue | undefined): value is Exclude<JsonValue, null> {
  return value !== undefined && value !== null;
}
