import {
  asString,
  type JsonObject,
  type JsonPath,
  jsonPart,
  type Part,
  type PartOrigin,
  sealedPart,
  textPart,
  withCall,
} from "@headroom/core";
import { type CallType, isOfProgram } from "./item-types.js";
import type { Reading } from "./reading.js";

/** The part of a call: what was asked of the tool, or all of the item where that cannot be read. */
export function readCall(
  item: JsonObject,
  { member, toolName: usualName }: CallType,
  path: JsonPath,
  speaker: PartOrigin,
  reading: Reading,
): Part {
  const toolCallId = asString(item.call_id);
  const toolName = usualName ?? asString(item.name);
  const origin = withCall(speaker, { toolCallId, toolName });
  const part = readInput(item, path, origin, member, reading);
  if (toolCallId !== undefined) {
    reading.calls.set(toolCallId, { name: toolName, arguments: part.text, byProgram: isOfProgram(item) });
  }
  return part;
}

function readInput(item: JsonObject, path: JsonPath, origin: PartOrigin, member: string, { raw }: Reading): Part {
  const { [member]: value } = item;
  if (value === undefined || value === null) {
    return sealedPart(origin, "tool-call", path);
  }
  const memberPath = [...path, member];
  return typeof value === "string"
    ? textPart(origin, "tool-call", memberPath, value)
    : jsonPart(origin, "tool-call", memberPath, raw(memberPath, value));
}
