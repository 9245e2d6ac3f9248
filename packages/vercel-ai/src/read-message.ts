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
} from "@headroom/core";
import { sourceOf } from "@headroom/core/integration";
import { readToolResult } from "./read-tool-result.js";
import type { Reading } from "./reading.js";

const ROLES: ReadonlyMap<string, Role> = new Map([
  ["system", "system"],
  ["user", "user"],
  ["assistant", "assistant"],
  ["tool", "tool"],
]);

/** The parts of one message of a prompt, in its order. */
export function readMessage(value: JsonValue, messageIndex: number, reading: Reading): readonly Part[] {
  const message = asObject(value);
  const role = ROLES.get(asString(message?.role) ?? "");
  if (message === undefined || role === undefined) {
    return [sealedPart({ messageIndex, role: "unknown" }, "opaque", ["prompt", messageIndex])];
  }
  const origin = { messageIndex, role };
  return readContent(message.content, ["prompt", messageIndex, "content"], contentReader(origin, reading));
}

function contentReader(origin: PartOrigin, reading: Reading): ContentReader {
  return {
    origin,
    text: (path, text) => textPart(origin, origin.role === "system" ? "system" : "text", path, text),
    block: (path, type, block) => {
      switch (type) {
        case "file":
          return [sealedPart(origin, "media", path)];
        case "reasoning":
          return typeof block.text === "string"
            ? [textPart(origin, "reasoning", [...path, "text"], block.text)]
            : undefined;
        case "reasoning-file":
          return [sealedPart(origin, "reasoning", path)];
        case "tool-call":
          return origin.role === "assistant" ? [readCall(block, path, origin, reading)] : undefined;
        case "tool-result":
          return readToolResult(block, path, origin, reading);
        default:
          return undefined;
      }
    },
  };
}

function readCall(block: JsonObject, path: JsonPath, speaker: PartOrigin, reading: Reading): Part {
  const { toolCallId, toolName, input } = block;
  const inputPath = [...path, "input"];
  const source = input === undefined ? undefined : sourceOf(reading.raw, inputPath, input);
  const name = asString(toolName) ?? "";
  const origin = { ...speaker, toolName: name, ...(typeof toolCallId === "string" && { toolCallId }) };
  if (typeof toolCallId === "string") reading.calls.set(toolCallId, { name, arguments: source });
  return source === undefined
    ? sealedPart(origin, "tool-call", path)
    : jsonPart(origin, "tool-call", inputPath, source);
}
