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
import type { KnownCall, Reading } from "./reading.js";

const MEDIA = new Set(["image_url", "input_audio", "file", "video_url", "audio_url"]);

/** The parts of a `tool` or `function` message: one for each text, in place, and sealed ones for all else. */
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

/** By id, or by name in the form without ids. */
function callOf(message: JsonObject, toolCallId: string | undefined, reading: Reading): KnownCall | undefined {
  if (toolCallId !== undefined) {
    return reading.calls.get(toolCallId);
  }
  return message.role === "function" ? reading.functionCalls.get(asString(message.name) ?? "") : undefined;
}
