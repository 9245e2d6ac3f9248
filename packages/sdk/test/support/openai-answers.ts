import type { ServerResponse } from "node:http";
import { events, json, type Script } from "./scripted-server.js";
import { toolOutput } from "./tool-output.js";

const FRAME = { id: "chatcmpl-1", created: 1, model: "gpt-5.5" };

/** A whole answer of OpenAI chat. */
export const CHAT_ANSWER = {
  ...FRAME,
  object: "chat.completion",
  choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "Order 42.", refusal: null } }],
  usage: { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 },
};

/** A request with a tool output, as a client has it. */
export function chatRequest(output = toolOutput()) {
  return {
    model: "gpt-5.5",
    messages: [
      { role: "user" as const, content: "Which order failed?" },
      { role: "assistant" as const, content: null, tool_calls: [call("call_1", "list_orders")] },
      { role: "tool" as const, tool_call_id: "call_1", content: output },
    ],
  };
}

export function call(id: string, name: string) {
  return { id, type: "function" as const, function: { name, arguments: "{}" } };
}

function chunk(delta: object, finish: string | null = null) {
  return { ...FRAME, object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason: finish }] };
}

export function streamAnswer(response: ServerResponse): void {
  events(response, [
    chunk({ role: "assistant", content: "" }),
    chunk({ content: "Order " }),
    chunk({ content: "42." }),
    chunk({}, "stop"),
    "[DONE]",
  ]);
}

/** Answers each request as it asks: streamed or whole. */
export const answerChat: Script = ({ body }, response) => {
  if (JSON.parse(body).stream === true) streamAnswer(response);
  else json(response, CHAT_ANSWER);
};
