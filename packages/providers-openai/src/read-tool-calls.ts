import {
  asArray,
  asObject,
  asString,
  type JsonObject,
  type JsonPath,
  type JsonValue,
  jsonPart,
  type Part,
  type PartOrigin,
  type RawSource,
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

/** The single call of the form without ids. */
export function readFunctionCall(
  value: JsonValue | undefined,
  path: JsonPath,
  origin: PartOrigin,
  reading: Reading,
): readonly Part[] {
  if (value === undefined || value === null) {
    return [];
  }
  const call = asObject(value);
  if (call === undefined) {
    return [sealedPart(origin, "opaque", path)];
  }
  const toolName = asString(call.name);
  const part = readArguments(call, "arguments", path, withCall(origin, { toolName }), reading.raw);
  if (toolName !== undefined) {
    reading.functionCalls.set(toolName, { name: toolName, arguments: part.text });
  }
  return [part];
}

function readToolCall(value: JsonValue, path: JsonPath, message: PartOrigin, reading: Reading): Part {
  const call = asObject(value);
  const toolCallId = asString(call?.id);
  const origin = withCall(message, { toolCallId });
  const body = call === undefined ? undefined : callBody(call);
  if (body === undefined) {
    return sealedPart(origin, "opaque", path);
  }
  const toolName = asString(body.object.name);
  const part = readArguments(
    body.object,
    body.input,
    [...path, body.member],
    withCall(origin, { toolName }),
    reading.raw,
  );
  if (toolCallId !== undefined) {
    reading.calls.set(toolCallId, { name: toolName, arguments: part.text });
  }
  return part;
}

/** Where a call keeps its name and its input. Compatible servers leave `type` out. */
function callBody(call: JsonObject): { member: string; object: JsonObject; input: string } | undefined {
  const { type = "function" } = call;
  const input = type === "function" ? "arguments" : type === "custom" ? "input" : undefined;
  const object = typeof type === "string" ? asObject(call[type]) : undefined;
  return input === undefined || object === undefined ? undefined : { member: type as string, object, input };
}

function readArguments(call: JsonObject, member: string, path: JsonPath, origin: PartOrigin, raw: RawSource): Part {
  const { [member]: value } = call;
  const memberPath = [...path, member];
  if (value === undefined) {
    return sealedPart(origin, "tool-call", path);
  }
  return typeof value === "string"
    ? textPart(origin, "tool-call", memberPath, value)
    : jsonPart(origin, "tool-call", memberPath, raw(memberPath, value));
}
