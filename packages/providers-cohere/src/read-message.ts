import {
  asObject,
  asString,
  type ContentReader,
  type JsonObject,
  type JsonPath,
  type JsonValue,
  type Part,
  type PartOrigin,
  type Role,
  readContent,
  sealedPart,
  textPart,
} from "@headroom/core";
import { readToolCalls } from "./read-tool-calls.js";
import { readToolResult } from "./read-tool-result.js";
import type { Reading } from "./reading.js";

const ROLES: ReadonlyMap<string, Role> = new Map([
  ["system", "system"],
  ["user", "user"],
  ["assistant", "assistant"],
  ["tool", "tool"],
]);
const READ_MEMBERS: ReadonlyMap<Role, ReadonlySet<string>> = new Map([
  ["assistant", new Set(["role", "content", "tool_plan", "tool_calls"])],
  ["tool", new Set(["role", "content", "tool_call_id"])],
]);
const OTHERS: ReadonlySet<string> = new Set(["role", "content"]);

/**
 * The parts of one message, followed by an opaque part for each member that is not known. Citations are such: they point
 * into texts by their characters.
 */
export function readMessage(value: JsonValue, messageIndex: number, reading: Reading): readonly Part[] {
  const path = ["messages", messageIndex];
  const message = asObject(value);
  const role = ROLES.get(asString(message?.role) ?? "");
  if (message === undefined || role === undefined) {
    return [sealedPart({ messageIndex, role: "unknown" }, "opaque", path)];
  }
  const origin = { messageIndex, role };
  const known = READ_MEMBERS.get(role) ?? OTHERS;
  const others = Object.keys(message)
    .filter((name) => !known.has(name) && message[name] !== null)
    .map((name) => sealedPart(origin, "opaque", [...path, name]));
  return [...readKnown(message, path, origin, reading), ...others];
}

function readKnown(message: JsonObject, path: JsonPath, origin: PartOrigin, reading: Reading): readonly Part[] {
  if (origin.role === "tool") {
    return readToolResult(message, path, origin, reading);
  }
  const content = readContent(message.content, [...path, "content"], contentReader(origin));
  return origin.role === "assistant"
    ? [
        ...readPlan(message.tool_plan, [...path, "tool_plan"], origin),
        ...content,
        ...readToolCalls(message.tool_calls, [...path, "tool_calls"], origin, reading),
      ]
    : content;
}

/** What the model thought before its calls. */
function readPlan(value: JsonValue | undefined, path: JsonPath, origin: PartOrigin): readonly Part[] {
  if (value === undefined || value === null) {
    return [];
  }
  return typeof value === "string"
    ? [textPart(origin, "reasoning", path, value)]
    : [sealedPart(origin, "reasoning", path)];
}

function contentReader(origin: PartOrigin): ContentReader {
  const kind = origin.role === "system" ? "system" : "text";
  return {
    origin,
    text: (path, text) => textPart(origin, kind, path, text),
    block(path, type, block) {
      if (origin.role === "assistant" && type === "thinking" && typeof block.thinking === "string") {
        return [textPart(origin, "reasoning", [...path, "thinking"], block.thinking)];
      }
      return type === "image_url" ? [sealedPart(origin, "media", path)] : undefined;
    },
  };
}
