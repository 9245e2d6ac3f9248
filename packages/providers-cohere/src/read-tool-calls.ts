import {
  asArray,
  asObject,
  asString,
  type JsonPath,
  type JsonValue,
  jsonPart,
  type Part,
  type PartOrigin,
  sealedPart,
  textPart,
  withCall,
} from "@headroom/core";
import type { Reading } from "./reading.js";

/** One part for each call: its arguments where they can be read, the whole call where not. */
export function readToolCalls(
  value: JsonValue | undefined,
  path: JsonPath,
  origin: PartOrigin,
  reading: Reading,
): readonly Part[] {
  if (value === undefined || value === null) {
    return [];
  }
  const calls = asArray(value);
  return calls === undefined
    ? [sealedPart(origin, "opaque", path)]
    : calls.map((call, index) => readToolCall(call, [...path, index], origin, reading));
}

function readToolCall(value: JsonValue, path: JsonPath, message: PartOrigin, reading: Reading): Part {
  const call = asObject(value);
  const called = asObject(call?.function);
  const toolCallId = asString(call?.id);
  const toolName = asString(called?.name);
  const origin = withCall(message, { toolCallId, toolName });
  if (called === undefined) {
    return sealedPart(origin, "opaque", path);
  }
  const part = readArguments(called.arguments, [...path, "function"], origin, reading);
  if (toolCallId !== undefined) {
    reading.calls.set(toolCallId, { name: toolName, arguments: part.text });
  }
  return part;
}

function readArguments(value: JsonValue | undefined, path: JsonPath, origin: PartOrigin, { raw }: Reading): Part {
  const argumentsPath = [...path, "arguments"];
  if (value === undefined) {
    return sealedPart(origin, "tool-call", path);
  }
  return typeof value === "string"
    ? textPart(origin, "tool-call", argumentsPath, value)
    : jsonPart(origin, "tool-call", argumentsPath, raw(argumentsPath, value));
}
