import type { Dialect } from "../../src/conversation/dialect.js";
import { asArray, asObject, asString, type JsonObject } from "../../src/conversation/json-shape.js";
import { type PartOrigin, sealedPart, textPart } from "../../src/conversation/make-part.js";
import type { Part, PartKind, Role } from "../../src/conversation/part.js";
import { type ContentReader, readContent } from "../../src/conversation/read-content.js";
import type { JsonPath, JsonValue } from "../../src/json/path.js";
import { behindAnswered, noUsage, toolDefinitions } from "./common.js";

const TEXT_BLOCKS = new Set(["input_text", "output_text"]);
const ROLES = new Set(["system", "user", "assistant"]);

/** OpenAI Responses: `instructions`, and `input` of messages, calls, outputs and reasoning in one list. */
export const openaiResponses: Dialect = {
  ...noUsage,
  name: "openai-responses",
  read(body, raw) {
    const request = asObject(body);
    if (request?.input === undefined) return undefined;
    const system = { messageIndex: -1, role: "system" } as const;
    const calls = new Map<string, JsonObject>();
    return {
      dialect: "openai-responses",
      model: asString(request.model) ?? "",
      parts: [
        ...toolDefinitions(request.tools, ["tools"], raw),
        ...readContent(request.instructions, ["instructions"], reader(system, "system")),
        ...(typeof request.input === "string"
          ? [textPart({ messageIndex: 0, role: "user" }, "text", ["input"], request.input)]
          : (asArray(request.input) ?? []).flatMap((item, index) => readItem(item, index, calls))),
      ],
    };
  },
  anchors: (body) =>
    behindAnswered(asArray(asObject(body)?.input) ?? [], ["input"], (item) => ({
      calls: item.type === "function_call" ? [asString(item.call_id) ?? ""] : [],
      answers: item.type === "function_call_output" ? [asString(item.call_id) ?? ""] : [],
      isUser: item.role === "user",
    })),
  insertion: (_anchor, text) => ({ type: "message", role: "user", content: [{ type: "input_text", text }] }),
};

function readItem(value: JsonValue, index: number, calls: Map<string, JsonObject>): readonly Part[] {
  const path: JsonPath = ["input", index];
  const item = asObject(value) ?? {};
  const callId = asString(item.call_id);
  switch (item.type ?? "message") {
    case "message": {
      const role = (ROLES.has(item.role as string) ? item.role : "unknown") as Role;
      const kind = role === "system" ? "system" : "text";
      return readContent(item.content, [...path, "content"], reader({ messageIndex: index, role }, kind));
    }
    case "function_call": {
      calls.set(callId ?? "", item);
      const origin = { messageIndex: index, role: "assistant", ...named(callId, item) } as const;
      return [textPart(origin, "tool-call", [...path, "arguments"], asString(item.arguments) ?? "")];
    }
    case "function_call_output": {
      const call = calls.get(callId ?? "");
      const toolArguments = asString(call?.arguments);
      const origin = { messageIndex: index, role: "tool", ...named(callId, call) } as const;
      const full = { ...origin, ...(toolArguments !== undefined && { toolArguments }) };
      return readContent(item.output, [...path, "output"], reader(full, "tool-result"));
    }
    case "reasoning":
      return [sealedPart({ messageIndex: index, role: "assistant" }, "reasoning", path, "encrypted")];
    default:
      return [sealedPart({ messageIndex: index, role: "unknown" }, "opaque", path)];
  }
}

function named(toolCallId: string | undefined, call: JsonObject | undefined): Partial<PartOrigin> {
  const toolName = asString(call?.name);
  return { ...(toolCallId !== undefined && { toolCallId }), ...(toolName !== undefined && { toolName }) };
}

function reader(origin: PartOrigin, kind: PartKind): ContentReader {
  const text = (path: JsonPath, said: string): Part => textPart(origin, kind, path, said);
  return {
    origin,
    text,
    block(path, type, block) {
      if (TEXT_BLOCKS.has(type) && typeof block.text === "string") return [text([...path, "text"], block.text)];
      return type === "input_image" ? [sealedPart(origin, "media", path)] : undefined;
    },
  };
}
