import { asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";
import { anthropicMessages } from "@headroom/providers-anthropic";
import type { Answer } from "@headroom/proxy/sandbox";
import type { SessionFormat } from "./session-format.js";
import { INSTRUCTIONS, toolsOfCalls } from "./tools-of-calls.js";

const MARK = { cache_control: { type: "ephemeral" } };

/** Anthropic's messages, marked as agents mark them: the instructions, and the last block of the last two user messages. */
export const anthropicFormat: SessionFormat = {
  name: "anthropic-messages",
  dialect: anthropicMessages,
  path: "/v1/messages",
  headers: { "anthropic-version": "2023-06-01", "x-api-key": "sandbox" },
  model: "claude-sonnet-5",
  request: (model, messages, all) => ({
    model,
    max_tokens: 32_000,
    system: [{ type: "text", text: INSTRUCTIONS, ...MARK }],
    tools: toolsOfCalls(all.flatMap((message) => answerOf(message).calls)).map(({ name, description, schema }) => ({
      name,
      description,
      input_schema: schema,
    })),
    messages: marked(messages),
  }),
  answer: answerOf,
};

function answerOf({ content }: JsonObject): Answer {
  if (typeof content === "string") return { text: content, calls: [] };
  const blocks = (asArray(content) ?? []).map((block) => asObject(block) ?? {});
  return {
    text: blocks.map(({ type, text }) => (type === "text" ? (asString(text) ?? "") : "")).join(""),
    calls: blocks.flatMap(({ type, name, input }) =>
      type === "tool_use" ? [{ name: asString(name) ?? "", input: input ?? {} }] : [],
    ),
  };
}

function marked(messages: readonly JsonObject[]): readonly JsonValue[] & JsonValue[] {
  const users = messages.flatMap(({ role }, index) => (role === "user" ? [index] : [])).slice(-2);
  return messages.map((message, index) => (users.includes(index) ? withMark(message) : message));
}

function withMark(message: JsonObject): JsonObject {
  const { content } = message;
  const blocks = typeof content === "string" ? [{ type: "text", text: content }] : (asArray(content) ?? []);
  const last = asObject(blocks.at(-1));
  return last === undefined ? message : { ...message, content: [...blocks.slice(0, -1), { ...last, ...MARK }] };
}
