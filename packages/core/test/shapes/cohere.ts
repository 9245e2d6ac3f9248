import type { Dialect, RawSource } from "../../src/conversation/dialect.js";
import { asArray, asObject, asString, type JsonObject } from "../../src/conversation/json-shape.js";
import { jsonPart, type PartOrigin, textPart } from "../../src/conversation/make-part.js";
import type { Part, Role } from "../../src/conversation/part.js";
import { readContent } from "../../src/conversation/read-content.js";
import type { JsonPath, JsonValue } from "../../src/json/path.js";
import { behindAnswered, noUsage, toolDefinitions } from "./common.js";

/** Cohere v2 chat: results are documents whose data is a string or an object. */
export const cohere: Dialect = {
  ...noUsage,
  name: "cohere",
  read(body, raw) {
    const request = asObject(body);
    const messages = asArray(request?.messages);
    if (request === undefined || messages === undefined) return undefined;
    const calls = new Map<string, JsonObject>();
    const parts = messages.flatMap((message, index) => readMessage(message, index, calls, raw));
    const tools = toolDefinitions(request.tools, ["tools"], raw);
    return { dialect: "cohere", model: asString(request.model) ?? "", parts: [...tools, ...parts] };
  },
  anchors: (body) =>
    behindAnswered(asArray(asObject(body)?.messages) ?? [], ["messages"], (message) => ({
      calls: (asArray(message.tool_calls) ?? []).map((call) => asString(asObject(call)?.id) ?? ""),
      answers: message.role === "tool" ? [asString(message.tool_call_id) ?? ""] : [],
      isUser: message.role === "user",
    })),
  insertion: (_anchor, text) => ({ role: "user", content: text }),
  wrap: (part, text) => ({ replacements: [{ path: part.path, json: JSON.stringify(text) }], reads: text }),
  unwrap: (part, json) => [{ path: part.path, json }],
};

function readMessage(value: JsonValue, index: number, calls: Map<string, JsonObject>, raw: RawSource): readonly Part[] {
  const message = asObject(value) ?? {};
  const path: JsonPath = ["messages", index];
  const role = (asString(message.role) ?? "unknown") as Role;
  const origin = { messageIndex: index, role };
  if (role === "tool") return readResult(message, path, origin, calls, raw);
  const kind = role === "system" ? "system" : "text";
  const plan = asString(message.tool_plan);
  return [
    ...(plan === undefined ? [] : [textPart(origin, "reasoning", [...path, "tool_plan"], plan)]),
    ...readContent(message.content, [...path, "content"], {
      origin,
      text: (textPath, text) => textPart(origin, kind, textPath, text),
      block: () => undefined,
    }),
    ...(asArray(message.tool_calls) ?? []).map((call, at) => {
      const { id, function: called } = asObject(call) ?? {};
      const { name, arguments: args } = asObject(called) ?? {};
      calls.set(asString(id) ?? "", asObject(called) ?? {});
      const named = { ...origin, toolCallId: asString(id) ?? "", toolName: asString(name) ?? "" };
      return textPart(named, "tool-call", [...path, "tool_calls", at, "function", "arguments"], asString(args) ?? "");
    }),
  ];
}

function readResult(
  message: JsonObject,
  path: JsonPath,
  speaker: PartOrigin,
  calls: Map<string, JsonObject>,
  raw: RawSource,
): readonly Part[] {
  const toolCallId = asString(message.tool_call_id) ?? "";
  const { name, arguments: args } = calls.get(toolCallId) ?? {};
  const origin = { ...speaker, toolCallId, toolName: asString(name) ?? "", toolArguments: asString(args) ?? "" };
  return readContent(message.content, [...path, "content"], {
    origin,
    text: (textPath, text) => textPart(origin, "tool-result", textPath, text),
    block(blockPath, type, block) {
      const data = asObject(block.document)?.data;
      if (type !== "document" || data === undefined) return undefined;
      const dataPath = [...blockPath, "document", "data"];
      return typeof data === "string"
        ? [textPart(origin, "tool-result", dataPath, data)]
        : [jsonPart(origin, "tool-result", dataPath, raw(dataPath, data))];
    },
  });
}
