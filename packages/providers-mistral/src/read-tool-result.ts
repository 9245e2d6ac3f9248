import {
  asString,
  type JsonObject,
  type JsonPath,
  type Part,
  type PartOrigin,
  readContent,
  sealedPart,
  textPart,
  withCall,
} from "@headroom/core";
import { MEDIA } from "./read-chunk.js";
import type { KnownCall, Reading } from "./reading.js";

/** The parts of a `tool` message: one for each text, in place, and sealed ones for all else. */
export function readToolResult(
  message: JsonObject,
  path: JsonPath,
  speaker: PartOrigin,
  reading: Reading,
): readonly Part[] {
  const toolCallId = asString(message.tool_call_id);
  const call = callOf(message, toolCallId, reading);
  const toolName = call?.name ?? asString(message.name);
  const origin = withCall(speaker, { toolCallId, toolName, toolArguments: call?.arguments });
  return readContent(message.content, [...path, "content"], {
    origin,
    text: (textPath, text) => textPart(origin, "tool-result", textPath, text),
    block: (blockPath, type) => (MEDIA.has(type) ? [sealedPart(origin, "media", blockPath)] : undefined),
  });
}

/** By id, or else the first call of the name that no other result has taken. */
function callOf(message: JsonObject, toolCallId: string | undefined, reading: Reading): KnownCall | undefined {
  return toolCallId === undefined
    ? reading.waiting.get(asString(message.name) ?? "")?.shift()
    : reading.calls.get(toolCallId);
}
