import { asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";

/** The messages of a chat as the items in which the responses API says the same. */
export function itemsOfChat(messages: JsonValue): readonly JsonValue[] {
  return (asArray(messages) ?? []).flatMap((value) => itemsOfMessage(asObject(value) ?? {}));
}

function itemsOfMessage(message: JsonObject): readonly JsonValue[] {
  const { role, content = null } = message;
  if (role === "tool") {
    return [
      { type: "function_call_output", call_id: message.tool_call_id ?? null, output: contentOf(content, "input_text") },
    ];
  }
  const textType = role === "assistant" ? "output_text" : "input_text";
  const said =
    content === null || content === "" ? [] : [{ role: role ?? null, content: contentOf(content, textType) }];
  return [...said, ...(asArray(message.tool_calls) ?? []).map((call) => itemOfCall(asObject(call) ?? {}))];
}

function itemOfCall({ id = null, function: called }: JsonObject): JsonValue {
  const { name = null, arguments: source = "" } = asObject(called) ?? {};
  return { type: "function_call", call_id: id, name, arguments: source };
}

function contentOf(content: JsonValue, textType: string): JsonValue {
  const blocks = asArray(content);
  return blocks === undefined
    ? content
    : blocks.map((block) => ({ type: textType, text: asString(asObject(block)?.text) ?? "" }));
}
