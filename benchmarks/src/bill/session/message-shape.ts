import { asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";

/** A tool call in either format. */
export interface ToolCall {
  readonly name: string;
  /** Source of the arguments. */
  readonly arguments: string;
}

/** The content parts of a message that are objects; a string is one text part. */
export function partsOf({ content }: JsonObject): readonly JsonObject[] {
  const text = asString(content);
  if (text !== undefined) return text === "" ? [] : [{ type: "text", text }];
  return objectsIn(content);
}

/** The calls of a message: `tool_use` blocks, `tool_calls`, or the old `function_call`; or the call that an item is. */
export function callsOf(message: JsonObject): readonly ToolCall[] {
  const type = asString(message.type) ?? "";
  if (type.endsWith("_call")) return [{ name: asString(message.name) ?? type, arguments: givenTo(message) }];
  const blocks = partsOf(message).filter((part) => part.type === "tool_use");
  const listed = [
    ...(asArray(message.tool_calls) ?? []).map((call) => asObject(call)?.function),
    message.function_call,
  ];
  return [
    ...blocks.map(({ name, input }) => ({ name: asString(name) ?? "", arguments: JSON.stringify(input ?? {}) })),
    ...objectsIn(listed.map((call) => call ?? null)).map((call) => ({
      name: asString(call.name) ?? "",
      arguments: asString(call.arguments) ?? "",
    })),
  ];
}

/** What an item of the responses format gives to the tool that it calls. */
function givenTo({ arguments: given, input, action }: JsonObject): string {
  return asString(given) ?? asString(input) ?? JSON.stringify(action ?? {});
}

/** What a person wrote in a message: the text of a user message, without tool results. */
export function personText(message: JsonObject): string {
  if (message.role !== "user") return "";
  return partsOf(message)
    .flatMap(({ type, text }) => (type === "text" || type === "input_text" ? [asString(text) ?? ""] : []))
    .join("\n");
}

/** The text of a tool result's content: a string, or a list of parts of which those that are no text stand as JSON. */
export function resultText(content: JsonValue | undefined): string {
  const text = asString(content);
  if (text !== undefined) return text;
  return (asArray(content) ?? []).map((part) => asString(asObject(part)?.text) ?? JSON.stringify(part)).join("\n");
}

/** The elements of a list that are objects. */
export function objectsIn(value: JsonValue | undefined): readonly JsonObject[] {
  return (asArray(value) ?? []).map((element) => asObject(element)).filter((element) => element !== undefined);
}
