import { asArray, type JsonObject, type JsonValue } from "@headroom/core";
import { objectsIn, resultText } from "../session/message-shape.ts";
import type { Format } from "../session/session.ts";

/** A tool result in a request. */
export interface ToolResult {
  readonly text: string;
  /** Which result of the request it is, from 0. */
  readonly index: number;
  /** Index of its message, or of its item. */
  readonly message: number;
}

/** Gives each tool result another text; messages whose results stay are the same objects. */
export function mapToolResults(body: JsonObject, format: Format, edit: (result: ToolResult) => string): JsonObject {
  const member = format === "openai-responses" ? "input" : "messages";
  let index = 0;
  const withText = (holder: JsonObject, key: string, message: number): JsonObject => {
    const text = resultText(holder[key]);
    const edited = edit({ text, index: index++, message });
    return edited === text ? holder : { ...holder, [key]: edited };
  };
  const messages = objectsIn(body[member]).map((each, message): JsonObject => {
    if (typeof each.type === "string" && each.type.endsWith("_output")) return withText(each, "output", message);
    if (each.role === "tool") return withText(each, "content", message);
    const parts = asArray(each.content);
    if (parts === undefined || !objectsIn(parts).some(({ type }) => type === "tool_result")) return each;
    const edited = parts.map((part) => (isResult(part) ? withText(part, "content", message) : part));
    return edited.every((part, at) => part === parts[at]) ? each : { ...each, content: edited };
  });
  return { ...body, [member]: messages };
}

/** All tool results, in order. */
export function toolResultsOf(body: JsonObject, format: Format): readonly ToolResult[] {
  const results: ToolResult[] = [];
  mapToolResults(body, format, (result) => {
    results.push(result);
    return result.text;
  });
  return results;
}

function isResult(part: JsonValue): part is JsonObject {
  return (
    typeof part === "object" && part !== null && !Array.isArray(part) && (part as JsonObject).type === "tool_result"
  );
}
