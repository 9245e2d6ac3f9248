import type { JsonPath, JsonValue } from "../json/path.js";
import { asObject, asString } from "./json-shape.js";
import type { ToolCall } from "./tool-format.js";

/**
 * Reads a call in the form that OpenAI's chat gave to many: an id, and the name and the arguments of a function. A call of
 * another kind has no name.
 *
 * @example
 * readFunctionCall({ id: "call_1", function: { name: "ls", arguments: "{}" } }, ["message", "tool_calls", 0]).name; // "ls"
 */
export function readFunctionCall(value: JsonValue, path: JsonPath): ToolCall {
  const call = asObject(value);
  const id = asString(call?.id);
  const called = asObject(call?.function);
  return {
    path,
    ...(id !== undefined && { id }),
    name: asString(called?.name) ?? "",
    arguments: called?.arguments ?? null,
  };
}
