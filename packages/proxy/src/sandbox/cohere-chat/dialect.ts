import { asArray, asObject, asString, createModelCatalog, type JsonObject, type JsonValue } from "@headroom/core";
import { cohereModels } from "@headroom/providers-cohere";
import { cacheRuleOf } from "../cache-rule.js";
import { readMessages } from "../openai-chat/read-messages.js";
import { readTools } from "../openai-chat/read-tools.js";
import { shape } from "../openai-chat/shape.js";
import type { Prompt, ToolChoice } from "../prompt.js";
import { piecesOf, type Reply, type ReplyCall } from "../reply.js";
import { type SandboxDialect, typedEvent } from "../sandbox-dialect.js";

const CATALOG = createModelCatalog(cohereModels);
const FINISH = { end: "COMPLETE", calls: "TOOL_CALL", limit: "MAX_TOKENS" } as const;

/** Cohere's chat, version 2. */
export const cohereChatSandbox: SandboxDialect = {
  read: ({ body }) => readRequest(body),
  whole: writeWhole,
  events: writeEvents,
  problem: ({ message }) => ({ message }),
  cacheRule: (model) => cacheRuleOf(CATALOG.resolve(model).facts.cache),
};

function readRequest(body: JsonObject): Prompt {
  const model = shape.string(body.model, "model");
  const tools = readTools(body.tools);
  const messages = asArray(body.messages)?.map(messageAsOpenai) ?? body.messages;
  const { blocks, turn } = readMessages(messages);
  const limit = shape.count(body.max_tokens, "max_tokens", 1);
  const format = asObject(body.response_format);
  const given = [...(asArray(body.tools) ?? []), ...(asArray(body.documents) ?? [])];
  return {
    model,
    blocks: [...given.map((value) => ({ text: JSON.stringify(value) })), ...blocks],
    tools,
    choice: choiceOf(body),
    parallel: true,
    turn,
    ...(format?.type === "json_object" && { schema: asObject(format.json_schema) ?? asObject(format.schema) ?? true }),
    ...(limit !== undefined && { limit }),
    stream: shape.boolean(body.stream, "stream"),
  };
}

function choiceOf({ tool_choice }: JsonObject): ToolChoice {
  if (tool_choice === undefined || tool_choice === null) return { type: "auto" };
  return { type: shape.oneOf(tool_choice, "tool_choice", ["REQUIRED", "NONE"]) === "NONE" ? "none" : "required" };
}

/** The rules of calls and results are OpenAI's; a result may be a list of documents. */
function messageAsOpenai(value: JsonValue): JsonValue {
  const message = asObject(value);
  const content = asArray(message?.content);
  if (message === undefined || content === undefined) return value;
  return {
    ...message,
    content: content.map((part) => (isDocument(part) ? { type: "text", text: JSON.stringify(part) } : part)),
  };
}

function isDocument(part: JsonValue): boolean {
  return ["document", "thinking"].includes(asString(asObject(part)?.type) ?? "");
}

function writeWhole(reply: Reply): unknown {
  const content = reply.text === "" ? undefined : [{ type: "text", text: reply.text }];
  const calls = reply.calls.length === 0 ? undefined : { tool_calls: reply.calls.map(toolCall), tool_plan: "" };
  const message = { role: "assistant", ...(content && { content }), ...calls };
  return { id: reply.id, finish_reason: FINISH[reply.stop], message, usage: usageOf(reply) };
}

function writeEvents(reply: Reply): readonly string[] {
  const start = { role: "assistant", content: [], tool_plan: "", tool_calls: [], citations: [] };
  return [
    typedEvent({ type: "message-start", id: reply.id, delta: { message: start } }),
    ...(reply.text === "" ? [] : textEvents(reply.text)),
    ...reply.calls.flatMap(callEvents),
    typedEvent({
      type: "message-end",
      id: reply.id,
      delta: { finish_reason: FINISH[reply.stop], usage: usageOf(reply) },
    }),
  ];
}

function textEvents(whole: string): readonly string[] {
  const content = (text: string) => ({ message: { content: { text } } });
  return [
    typedEvent({ type: "content-start", index: 0, delta: { message: { content: { type: "text", text: "" } } } }),
    ...piecesOf(whole).map((text) => typedEvent({ type: "content-delta", index: 0, delta: content(text) })),
    typedEvent({ type: "content-end", index: 0 }),
  ];
}

function callEvents(call: ReplyCall, index: number): readonly string[] {
  const { function: named, ...rest } = toolCall(call);
  const start = { ...rest, function: { name: named.name, arguments: "" } };
  const delta = (text: string) => ({ message: { tool_calls: { function: { arguments: text } } } });
  return [
    typedEvent({ type: "tool-call-start", index, delta: { message: { tool_calls: start } } }),
    ...piecesOf(named.arguments).map((text) => typedEvent({ type: "tool-call-delta", index, delta: delta(text) })),
    typedEvent({ type: "tool-call-end", index }),
  ];
}

function toolCall({ id, name, input }: ReplyCall) {
  return { id: `${name}_${id.slice(0, 12)}`, type: "function", function: { name, arguments: JSON.stringify(input) } };
}

function usageOf({ input, outputTokens }: Reply) {
  const tokens = { input_tokens: input.total, output_tokens: outputTokens };
  return { billed_units: tokens, tokens, cached_tokens: input.read };
}
