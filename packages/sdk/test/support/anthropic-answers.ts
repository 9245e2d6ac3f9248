import { events, json, type Script } from "./scripted-server.js";
import { toolOutput } from "./tool-output.js";

/** A whole answer of Anthropic. */
export const MESSAGE = {
  id: "msg_1",
  type: "message" as const,
  role: "assistant" as const,
  model: "claude-sonnet-5",
  content: [{ type: "text", text: "Order 42." }],
  stop_reason: "end_turn",
  stop_sequence: null,
  usage: { input_tokens: 9, output_tokens: 2 },
};

/** A request with a tool output, as a client has it. */
export function messagesRequest(output = toolOutput(300)) {
  return {
    model: "claude-sonnet-5",
    max_tokens: 100,
    system: [{ type: "text" as const, text: "Be brief.", cache_control: { type: "ephemeral" as const } }],
    messages: [
      { role: "user" as const, content: "Which order failed?" },
      {
        role: "assistant" as const,
        content: [{ type: "tool_use" as const, id: "toolu_1", name: "list_orders", input: {} }],
      },
      { role: "user" as const, content: [{ type: "tool_result" as const, tool_use_id: "toolu_1", content: output }] },
    ],
  };
}

/** Answers each request as it asks: streamed, whole or counted. */
export const answerMessages: Script = ({ url, body }, response) => {
  if (url.includes("count_tokens")) return json(response, { input_tokens: 11 });
  if (JSON.parse(body).stream !== true) return json(response, MESSAGE);
  events(
    response,
    [
      { type: "message_start", message: { ...MESSAGE, content: [], stop_reason: null } },
      { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
      { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "Order 42." } },
      { type: "content_block_stop", index: 0 },
      { type: "message_delta", delta: { stop_reason: "end_turn", stop_sequence: null }, usage: { output_tokens: 2 } },
      { type: "message_stop" },
    ],
    true,
  );
};
