import {
  asObject,
  asString,
  type ContentReader,
  type JsonObject,
  type JsonPath,
  type JsonValue,
  jsonPart,
  type Part,
  type PartOrigin,
  type Role,
  readContent,
  sealedPart,
  textPart,
  withCall,
} from "@headroom/core";
import { reasoningLock, resultLocks } from "./locks.js";
import { readToolResult } from "./read-tool-result.js";
import type { Reading } from "./reading.js";

const ROLES: ReadonlyMap<string, Role> = new Map([
  ["user", "user"],
  ["assistant", "assistant"],
  ["system", "system"],
]);
const MEDIA = new Set(["image", "document"]);
/** Stands for all before it, which the provider does not read any more. */
const COMPACTION = "compaction";
const READ_MEMBERS = new Set(["role", "content", "cache_control"]);

/** The parts of one message, followed by an opaque part for each member that is not known. */
export function readMessage(value: JsonValue, messageIndex: number, reading: Reading): readonly Part[] {
  const path = ["messages", messageIndex];
  const message = asObject(value);
  const role = ROLES.get(asString(message?.role) ?? "");
  if (message === undefined || role === undefined) {
    return [sealedPart({ messageIndex, role: "unknown" }, "opaque", path)];
  }
  const origin = { messageIndex, role };
  return [
    ...readContent(message.content, [...path, "content"], contentReader(origin, reading)),
    ...readOtherMembers(message, path, origin),
  ];
}

function readOtherMembers(message: JsonObject, path: JsonPath, origin: PartOrigin): readonly Part[] {
  return Object.keys(message)
    .filter((name) => !READ_MEMBERS.has(name) && message[name] !== null)
    .map((name) => sealedPart(origin, "opaque", [...path, name]));
}

function contentReader(origin: PartOrigin, reading: Reading): ContentReader {
  const kind = origin.role === "system" ? "system" : "text";
  return {
    origin,
    text: (path, text) => textPart(origin, kind, path, text),
    block: (path, type, block) => readBlock(path, type, block, origin, reading),
  };
}

/** Blocks count only where the provider allows them; elsewhere they are not understood. */
function readBlock(
  path: JsonPath,
  type: string,
  block: JsonObject,
  origin: PartOrigin,
  reading: Reading,
): readonly Part[] | undefined {
  if (origin.role === "assistant") {
    if (type === "tool_use") {
      return [readToolUse(path, block, origin, reading)];
    }
    return type === COMPACTION
      ? [{ ...sealedPart(origin, "opaque", path), endsHistory: true }]
      : readReasoning(path, type, block, origin);
  }
  if (origin.role === "user") {
    return type === "tool_result" ? readToolResult(path, block, origin, reading) : readMedia(path, type, origin);
  }
  return undefined;
}

function readMedia(path: JsonPath, type: string, origin: PartOrigin): readonly Part[] | undefined {
  return MEDIA.has(type) ? [sealedPart(origin, "media", path)] : undefined;
}

function readReasoning(
  path: JsonPath,
  type: string,
  block: JsonObject,
  origin: PartOrigin,
): readonly Part[] | undefined {
  const lock = reasoningLock(type);
  if (lock === undefined) {
    return undefined;
  }
  return type === "thinking" && typeof block.thinking === "string"
    ? [textPart(origin, "reasoning", [...path, "thinking"], block.thinking, [lock])]
    : [sealedPart(origin, "reasoning", path, lock)];
}

function readToolUse(path: JsonPath, block: JsonObject, origin: PartOrigin, reading: Reading): Part {
  const toolCallId = asString(block.id);
  const toolName = asString(block.name);
  const call = withCall(origin, { toolCallId, toolName });
  const inputPath = [...path, "input"];
  const source = block.input === undefined ? undefined : reading.raw(inputPath, block.input);
  if (toolCallId !== undefined) {
    reading.calls.set(toolCallId, { name: toolName, arguments: source, resultLocks: resultLocks(block) });
  }
  return source === undefined ? sealedPart(call, "tool-call", path) : jsonPart(call, "tool-call", inputPath, source);
}
