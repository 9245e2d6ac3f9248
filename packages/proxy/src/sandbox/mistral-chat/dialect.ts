import { asArray, asObject, createModelCatalog, type JsonObject, type JsonValue } from "@headroom/core";
import { mistralModels } from "@headroom/providers-mistral";
import { cacheRuleOf } from "../cache-rule.js";
import { openaiChatSandbox } from "../openai-chat/dialect.js";
import { piecesOf, type Reply, type ReplyCall } from "../reply.js";
import { dataEvent, type SandboxDialect } from "../sandbox-dialect.js";
import { type SandboxProblem, wrong } from "../sandbox-problem.js";

const CATALOG = createModelCatalog(mistralModels);
const FINISH = { end: "stop", calls: "tool_calls", limit: "length" } as const;

/** Mistral's chat: that of OpenAI with a few rules and forms of its own. */
export const mistralChatSandbox: SandboxDialect = {
  read: (request) => {
    checkOwnRules(request.body);
    return openaiChatSandbox.read({ ...request, body: asOpenai(request.body) });
  },
  whole: writeWhole,
  events: writeEvents,
  problem: writeProblem,
  cacheRule: (model) => cacheRuleOf(CATALOG.resolve(model).facts.cache),
};

/** @throws SandboxProblem where OpenAI's rules would let something pass. */
function checkOwnRules({ messages }: JsonObject): void {
  const objects = (asArray(messages) ?? []).map((message) => asObject(message) ?? {});
  const ids = objects.flatMap(({ tool_calls: calls }) => (asArray(calls) ?? []).map((call) => asObject(call)?.id));
  for (const id of ids) {
    if (typeof id === "string" && /^[a-zA-Z0-9]{9}$/.test(id)) continue;
    throw wrong(`Tool call id was ${String(id)} but must be a-z, A-Z, 0-9, with a length of 9.`);
  }
  const last = objects.at(-1);
  if (last === undefined || last.role === "user" || last.role === "tool" || last.prefix === true) return;
  throw wrong(
    `Expected last role User or Tool (or Assistant with prefix True) for serving but got ${String(last.role)}`,
  );
}

/** The same request in OpenAI's words. */
function asOpenai(body: JsonObject): JsonObject {
  const { stream_options: _options, messages, tools, tool_choice, ...rest } = body;
  return {
    ...rest,
    ...(messages !== undefined && { messages: asArray(messages)?.map(messageAsOpenai) ?? messages }),
    ...(tools !== undefined && {
      tools: asArray(tools)?.map((tool) => ({ type: "function", ...asObject(tool) })) ?? tools,
    }),
    ...(tool_choice !== undefined && { tool_choice: tool_choice === "any" ? "required" : tool_choice }),
  };
}

function messageAsOpenai(value: JsonValue): JsonValue {
  const message = asObject(value);
  if (message === undefined) return value;
  const { tool_calls: calls, content } = message;
  return {
    ...message,
    ...(content !== undefined && { content: asArray(content)?.map(chunkAsOpenai) ?? content }),
    ...(Array.isArray(calls) && calls.length === 0 && { tool_calls: null }),
    ...(Array.isArray(calls) && calls.length > 0 && { tool_calls: calls.map(callAsOpenai) }),
  };
}

function chunkAsOpenai(value: JsonValue): JsonValue {
  const chunk = asObject(value);
  if (chunk === undefined || chunk.type === "text") return value;
  if (chunk.type === "image_url")
    return { type: "image_url", image_url: asObject(chunk.image_url) ?? { url: chunk.image_url ?? "" } };
  return { type: "text", text: JSON.stringify(chunk) };
}

function callAsOpenai(value: JsonValue): JsonValue {
  const call = asObject(value);
  const named = asObject(call?.function);
  if (call === undefined || named === undefined) return value;
  const { arguments: given } = named;
  const text = asObject(given) === undefined ? given : JSON.stringify(given);
  return { ...call, type: "function", function: { ...named, ...(text !== undefined && { arguments: text }) } };
}

function writeWhole(reply: Reply): unknown {
  const message = { role: "assistant", content: reply.text, tool_calls: callsOf(reply), prefix: false };
  const choice = { index: 0, message, finish_reason: FINISH[reply.stop] };
  return { ...head(reply, "chat.completion"), choices: [choice], usage: usageOf(reply) };
}

/** Calls come whole in the last chunk, together with the usage. */
function writeEvents(reply: Reply): readonly string[] {
  const chunk = (delta: unknown, finish_reason: string | null, more: object = {}) =>
    dataEvent({ ...head(reply, "chat.completion.chunk"), choices: [{ index: 0, delta, finish_reason }], ...more });
  const last = { content: "", ...(reply.calls.length > 0 && { tool_calls: callsOf(reply) }) };
  return [
    chunk({ role: "assistant", content: "" }, null),
    ...piecesOf(reply.text).map((content) => chunk({ content }, null)),
    chunk(last, FINISH[reply.stop], { usage: usageOf(reply) }),
    dataEvent("[DONE]"),
  ];
}

function callsOf({ calls }: Reply) {
  return calls.length === 0 ? null : calls.map(toolCall);
}

function toolCall({ id, name, input }: ReplyCall, index: number) {
  return { id: id.slice(0, 9), type: "function", index, function: { name, arguments: JSON.stringify(input) } };
}

function head({ id, created, model }: Reply, object: string) {
  return { id, object, created, model };
}

function usageOf({ input, outputTokens }: Reply) {
  return {
    prompt_tokens: input.total,
    completion_tokens: outputTokens,
    total_tokens: input.total + outputTokens,
    prompt_tokens_details: { cached_tokens: input.read },
    num_cached_tokens: input.read,
  };
}

function writeProblem({ status, message, details }: SandboxProblem): unknown {
  const type = status < 500 ? "invalid_request_error" : "internal_server_error";
  return { object: "error", message, type, param: details.param ?? null, code: String(status) };
}
