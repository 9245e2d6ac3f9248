import { asObject, asString, type JsonObject, type JsonPath, type JsonValue, type ToolCall } from "@headroom/core";
import { memberOf } from "./member.js";

/** The call that a part of an answer makes, if it makes one. */
export function readAnswerCall(value: JsonValue, path: JsonPath): readonly ToolCall[] {
  const part: JsonObject | undefined = asObject(value);
  const call = asObject(memberOf(part, "functionCall")?.value);
  if (call === undefined) return [];
  const id = asString(call.id);
  return [
    {
      path,
      ...(id !== undefined && { id }),
      name: asString(call.name) ?? "",
      arguments: call.args ?? {},
      ...(memberOf(part, "thoughtSignature") !== undefined && { bound: true }),
    },
  ];
}
