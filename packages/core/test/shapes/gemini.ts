import type { Dialect, RawSource } from "../../src/conversation/dialect.js";
import { asArray, asObject, asString } from "../../src/conversation/json-shape.js";
import { jsonPart, sealedPart, textPart } from "../../src/conversation/make-part.js";
import type { Lock, Part } from "../../src/conversation/part.js";
import type { JsonPath, JsonValue } from "../../src/json/path.js";
import { behindAnswered, noUsage, toolDefinitions } from "./common.js";

/** Gemini generateContent: results are JSON objects, reasoning is signed part by part, the model stands in the address. */
export const gemini: Dialect = {
  ...noUsage,
  name: "gemini",
  read(body, raw) {
    const request = asObject(body);
    const contents = asArray(request?.contents);
    if (request === undefined || contents === undefined) return undefined;
    const calls = new Map<string, string>();
    const instruction = asArray(asObject(request.systemInstruction)?.parts) ?? [];
    return {
      dialect: "gemini",
      model: asString(request.model) ?? "",
      parts: [
        ...(asArray(request.tools) ?? []).flatMap((tool, index) =>
          toolDefinitions(asObject(tool)?.functionDeclarations, ["tools", index, "functionDeclarations"], raw),
        ),
        ...instruction.map((part, index) => {
          const path = ["systemInstruction", "parts", index, "text"];
          return textPart({ messageIndex: -1, role: "system" }, "system", path, asString(asObject(part)?.text) ?? "");
        }),
        ...contents.flatMap((content, index) => readContent(content, index, calls, raw)),
      ],
    };
  },
  anchors: (body) =>
    behindAnswered(asArray(asObject(body)?.contents) ?? [], ["contents"], (content) => {
      const parts = (asArray(content.parts) ?? []).map((part) => asObject(part));
      const names = (member: string): string[] =>
        parts.flatMap((part) => asString(asObject(part?.[member])?.name) ?? []);
      const answers = names("functionResponse");
      return { calls: names("functionCall"), answers, isUser: content.role === "user" && answers.length === 0 };
    }),
  insertion: (_anchor, text) => ({ role: "user", parts: [{ text }] }),
  // A result must stay an object.
  wrap(part, text) {
    const json = JSON.stringify({ output: text });
    return { replacements: [{ path: part.path, json }], reads: json };
  },
  unwrap: (part, json) => [{ path: part.path.slice(0, -1), json }],
};

function readContent(value: JsonValue, index: number, calls: Map<string, string>, raw: RawSource): readonly Part[] {
  const content = asObject(value);
  const role = content?.role === "model" ? "assistant" : "user";
  return (asArray(content?.parts) ?? []).map((part, at) => {
    const path: JsonPath = ["contents", index, "parts", at];
    const { text, thought, thoughtSignature, functionCall, functionResponse } = asObject(part) ?? {};
    const locks: readonly Lock[] = thoughtSignature === undefined ? [] : ["signed"];
    if (typeof text === "string") {
      const kind = thought === true ? "reasoning" : "text";
      return textPart({ messageIndex: index, role }, kind, [...path, "text"], text, locks);
    }
    const toolName = asString(asObject(functionCall ?? functionResponse)?.name) ?? "";
    if (functionCall !== undefined) {
      const argsPath = [...path, "functionCall", "args"];
      const source = raw(argsPath, asObject(functionCall)?.args ?? null);
      calls.set(toolName, source);
      return jsonPart({ messageIndex: index, role: "assistant", toolName }, "tool-call", argsPath, source, locks);
    }
    if (functionResponse === undefined) return sealedPart({ messageIndex: index, role }, "media", path);
    const toolArguments = calls.get(toolName) ?? "{}";
    const origin = { messageIndex: index, role: "tool", toolName, toolArguments } as const;
    const responsePath = [...path, "functionResponse", "response"];
    const response = asObject(functionResponse)?.response ?? null;
    const { output, ...others } = asObject(response) ?? {};
    return typeof output === "string" && Object.keys(others).length === 0
      ? textPart(origin, "tool-result", [...responsePath, "output"], output)
      : jsonPart(origin, "tool-result", responsePath, raw(responsePath, response));
  });
}
