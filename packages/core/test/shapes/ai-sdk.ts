import type { Dialect, RawSource } from "../../src/conversation/dialect.js";
import { asArray, asObject, asString, type JsonObject } from "../../src/conversation/json-shape.js";
import { jsonPart, sealedPart, textPart } from "../../src/conversation/make-part.js";
import type { Part, Role } from "../../src/conversation/part.js";
import { readContent } from "../../src/conversation/read-content.js";
import type { JsonPath, JsonValue } from "../../src/json/path.js";
import { behindAnswered, noUsage, toolDefinitions } from "./common.js";

/** The AI SDK's call options: an object that holds more than JSON; the type of a result's output says how it is read. */
export const aiSdk: Dialect = {
  ...noUsage,
  name: "ai-sdk",
  read(body, raw) {
    const options = asObject(body);
    const prompt = asArray(options?.prompt);
    if (options === undefined || prompt === undefined) return undefined;
    const parts = prompt.flatMap((message, index) => readMessage(message, index, raw));
    return { dialect: "ai-sdk", model: "", parts: [...toolDefinitions(options.tools, ["tools"], raw), ...parts] };
  },
  anchors: (body) =>
    behindAnswered(asArray(asObject(body)?.prompt) ?? [], ["prompt"], (message) => ({
      calls: callIds(message, "tool-call"),
      answers: message.role === "tool" ? callIds(message, "tool-result") : [],
      isUser: message.role === "user",
    })),
  insertion: (_anchor, text) => ({ role: "user", content: [{ type: "text", text }] }),
  wrap: (part, text) => ({
    replacements: [
      { path: typePath(part), json: part.isError === true ? '"error-text"' : '"text"' },
      { path: part.path, json: JSON.stringify(text) },
    ],
    reads: text,
  }),
  unwrap: (part, json) => [
    { path: typePath(part), json: part.isError === true ? '"error-json"' : '"json"' },
    { path: part.path, json },
  ],
};

function typePath(part: Part): JsonPath {
  return [...part.path.slice(0, -1), "type"];
}

function callIds(message: JsonObject, type: string): readonly string[] {
  const blocks = (asArray(message.content) ?? []).map((block) => asObject(block));
  return blocks.flatMap((block) => (block?.type === type ? [asString(block.toolCallId) ?? ""] : []));
}

function readMessage(value: JsonValue, index: number, raw: RawSource): readonly Part[] {
  const message = asObject(value) ?? {};
  const role = (asString(message.role) ?? "unknown") as Role;
  const origin = { messageIndex: index, role };
  return readContent(message.content, ["prompt", index, "content"], {
    origin,
    text: (path, text) => textPart(origin, role === "system" ? "system" : "text", path, text),
    block(path, type, block) {
      const { toolCallId, toolName } = block;
      const call = { ...origin, toolCallId: asString(toolCallId) ?? "", toolName: asString(toolName) ?? "" };
      if (type === "file") return [sealedPart(origin, "media", path)];
      if (type === "reasoning") return [textPart(origin, "reasoning", [...path, "text"], asString(block.text) ?? "")];
      if (type === "tool-call") {
        const inputPath = [...path, "input"];
        return [jsonPart(call, "tool-call", inputPath, raw(inputPath, block.input ?? null))];
      }
      return type === "tool-result"
        ? readOutput(block.output, [...path, "output"], { ...call, role: "tool" }, raw)
        : undefined;
    },
  });
}

function readOutput(
  output: JsonValue | undefined,
  path: JsonPath,
  call: Omit<Parameters<typeof textPart>[0], "isError">,
  raw: RawSource,
): readonly Part[] {
  const { type, value } = asObject(output) ?? {};
  const origin = { ...call, ...(asString(type)?.startsWith("error") && { isError: true }) };
  const valuePath = [...path, "value"];
  if (type === "json" || type === "error-json")
    return [jsonPart(origin, "tool-result", valuePath, raw(valuePath, value ?? null))];
  return readContent(value, valuePath, {
    origin,
    text: (textPath, text) => textPart(origin, "tool-result", textPath, text),
    block: (blockPath, kind) => (kind === "media" ? [sealedPart(origin, "media", blockPath)] : undefined),
  });
}
