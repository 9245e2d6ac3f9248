import {
  asObject,
  asString,
  type JsonObject,
  type JsonPath,
  type JsonValue,
  jsonPart,
  type Part,
  type PartOrigin,
  readContent,
  sealedPart,
  textPart,
  withCall,
} from "@headroom/core";
import type { Reading } from "./reading.js";

/** The parts of a `tool` message: its texts, and the data of its documents. */
export function readToolResult(
  message: JsonObject,
  path: JsonPath,
  speaker: PartOrigin,
  reading: Reading,
): readonly Part[] {
  const toolCallId = asString(message.tool_call_id);
  const call = reading.calls.get(toolCallId ?? "");
  const origin = withCall(speaker, { toolCallId, toolName: call?.name, toolArguments: call?.arguments });
  return readContent(message.content, [...path, "content"], {
    origin,
    text: (textPath, text) => textPart(origin, "tool-result", textPath, text),
    block(blockPath, type, block) {
      const data = asObject(block.document)?.data;
      return type === "document" && data !== undefined && data !== null
        ? readData(data, [...blockPath, "document", "data"], origin, reading)
        : type === "image_url"
          ? [sealedPart(origin, "media", blockPath)]
          : undefined;
    },
  });
}

/**
 * Data is a text or an object, a dictionary of texts as a rule. Its texts are parts of their own unless something else with
 * a structure stands beside them.
 */
function readData(value: JsonValue, path: JsonPath, origin: PartOrigin, { raw }: Reading): readonly Part[] {
  if (typeof value === "string") {
    return [textPart(origin, "tool-result", path, value)];
  }
  const members = Object.entries(asObject(value) ?? {});
  const isFlat = members.every(([, member]) => typeof member !== "object" || member === null);
  const texts = members.flatMap(([name, member]) =>
    isFlat && typeof member === "string" ? [textPart(origin, "tool-result", [...path, name], member)] : [],
  );
  return texts.length > 0 ? texts : [jsonPart(origin, "tool-result", path, raw(path, value))];
}
