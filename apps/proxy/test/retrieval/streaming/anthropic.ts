import Anthropic from "@anthropic-ai/sdk";
import { FUNCTION, TICKETS } from "../tickets.js";
import type { Seen, StreamingAgent } from "./streaming-agent.js";

export const anthropic: StreamingAgent = {
  name: "Anthropic messages",
  from: "@anthropic-ai/sdk",
  list: "messages",
  stops: { end: "end_turn", calls: "tool_use" },
  start: (url, wrap) => {
    const client = wrap(new Anthropic({ baseURL: url, apiKey: "sk-ant-none", maxRetries: 0 }));
    const messages: Anthropic.MessageParam[] = [];
    const { parameters: input_schema, ...named } = FUNCTION;
    const answered = async (): Promise<Seen> => {
      const stream = client.messages.stream({
        model: "claude-sonnet-5",
        max_tokens: 500,
        messages,
        tools: [{ ...named, input_schema }],
      });
      const { content, stop_reason: stop } = await stream.finalMessage();
      messages.push({ role: "assistant", content });
      const calls = content.flatMap((block) => (block.type === "tool_use" ? [block] : []));
      if (calls.length === 0 || calls.some(({ input }) => JSON.stringify(input).includes("only seen")))
        return {
          text: content.map((block) => (block.type === "text" ? block.text : "")).join(""),
          calls: calls.map(({ name, input }) => ({ name, arguments: input })),
          stop,
        };
      const results = calls.map(({ id }) => ({ type: "tool_result" as const, tool_use_id: id, content: TICKETS }));
      messages.push({ role: "user", content: results });
      return answered();
    };
    return {
      says(content) {
        messages.push({ role: "user", content });
        return answered();
      },
    };
  },
};
