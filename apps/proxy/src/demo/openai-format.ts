import { asArray, asObject, asString, type JsonObject, type JsonValue } from "@headroom/core";
import { openaiChat } from "@headroom/providers-openai";
import type { Answer, AnsweredCall } from "@headroom/proxy/sandbox";
import type { SessionFormat } from "./session-format.js";
import { INSTRUCTIONS, toolsOfCalls } from "./tools-of-calls.js";

/** OpenAI's chat completions. */
export const openaiFormat: SessionFormat = {
  name: "openai-chat",
  dialect: openaiChat,
  path: "/v1/chat/completions",
  headers: { authorization: "Bearer sandbox" },
  model: "gpt-5.5",
  request: (model, messages, all) => {
    const tools = toolsOfCalls(all.flatMap((message) => answerOf(message).calls)).map(
      ({ name, description, schema }) => ({ type: "function", function: { name, description, parameters: schema } }),
    );
    const system = all[0]?.role === "system" ? [] : [{ role: "system", content: INSTRUCTIONS }];
    return { model, messages: [...system, ...messages], ...(tools.length > 0 && { tools }) };
  },
  answer: answerOf,
};

function answerOf({ content, tool_calls: calls }: JsonObject): Answer {
  return { text: textOf(content), calls: (asArray(calls) ?? []).map(callOf) };
}

function textOf(content: JsonValue | undefined): string {
  const parts = asArray(content)?.map((part) => asString(asObject(part)?.text) ?? "");
  return asString(content) ?? parts?.join("") ?? "";
}

function callOf(value: JsonValue): AnsweredCall {
  const named = asObject(asObject(value)?.function);
  return { name: asString(named?.name) ?? "", input: parse(asString(named?.arguments) ?? "{}") };
}

/** Arguments that are no JSON are billed as the text that they are. */
function parse(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}
