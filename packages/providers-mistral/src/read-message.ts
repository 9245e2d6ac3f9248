import {
  asObject,
  asString,
  type ContentReader,
  type JsonValue,
  type Part,
  type PartOrigin,
  type Role,
  readContent,
  sealedPart,
  textPart,
} from "@headroom/core";
import { MEDIA, readThinking } from "./read-chunk.js";
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
  // A prefix is a beginning of an answer that the model goes on with.
  ["assistant", new Set(["role", "content", "tool_calls", "prefix"])],
  ["tool", new Set(["role", "content", "tool_call_id", "name"])],
]);
const OTHERS: ReadonlySet<string> = new Set(["role", "content"]);

/** The parts of one message, followed by an opaque part for each member that is not known. */
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
  if (role === "tool") {
    return [...readToolResult(message, path, origin, reading), ...others];
  }
  const content = readContent(message.content, [...path, "content"], contentReader(origin));
  const calls = role === "assistant" ? readToolCalls(message.tool_calls, [...path, "tool_calls"], origin, reading) : [];
  return [...content, ...calls, ...others];
}

function contentReader(origin: PartOrigin): ContentReader {
  const kind = origin.role === "system" ? "system" : "text";
  return {
    origin,
    text: (path, text) => textPart(origin, kind, path, text),
    block(path, type, block) {
      if (type === "thinking") {
        return readThinking(block, path, origin);
      }
      return MEDIA.has(type) ? [sealedPart(origin, "media", path)] : undefined;
    },
  };
}
