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
import type { Reading } from "./reading.js";

const MEDIA = new Set(["image", "document"]);

/** The parts of a `tool_result` block: one for each text, in place, and sealed ones for all else it may hold. */
export function readToolResult(
  path: JsonPath,
  block: JsonObject,
  message: PartOrigin,
  reading: Reading,
): readonly Part[] {
  const toolCallId = asString(block.tool_use_id);
  const call = toolCallId === undefined ? undefined : reading.calls.get(toolCallId);
  const origin = withCall(
    { messageIndex: message.messageIndex, role: "tool" },
    {
      toolCallId,
      toolName: call?.name,
      toolArguments: call?.arguments,
      isError: typeof block.is_error === "boolean" ? block.is_error : undefined,
    },
  );
  return readContent(block.content, [...path, "content"], {
    origin,
    text: (textPath, text) => textPart(origin, "tool-result", textPath, text, call?.resultLocks),
    block: (blockPath, type) => (MEDIA.has(type) ? [sealedPart(origin, "media", blockPath)] : undefined),
  });
}
