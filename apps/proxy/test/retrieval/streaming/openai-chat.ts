import OpenAI from "openai";
import { FUNCTION, TICKETS } from "../tickets.js";
import type { Seen, StreamingAgent } from "./streaming-agent.js";

export const openaiChat: StreamingAgent = {
  name: "OpenAI chat",
  from: "openai",
  list: "messages",
  stops: { end: "stop", calls: "tool_calls" },
  start: (url, wrap) => {
    const client = wrap(new OpenAI({ baseURL: `${url}/v1`, apiKey: "sk-none", maxRetries: 0 }));
    const messages: OpenAI.ChatCompletionMessageParam[] = [];
    const tools = [{ type: "function" as const, function: FUNCTION }];
    const answered = async (): Promise<Seen> => {
      const stream = client.chat.completions.stream({
        model: "gpt-5.5",
        messages,
        tools,
        stream_options: { include_usage: true },
      });
      const { choices } = await stream.finalChatCompletion();
      const { message, finish_reason: stop } = choices[0] as OpenAI.ChatCompletion.Choice;
      messages.push(message);
      const calls = (message.tool_calls ?? []).flatMap((call) => (call.type === "function" ? [call] : []));
      if (calls.length === 0 || calls.some((call) => call.function.arguments.includes("only seen")))
        return {
          text: message.content ?? "",
          calls: calls.map(({ function: { name, arguments: asked } }) => ({ name, arguments: JSON.parse(asked) })),
          stop,
        };
      for (const { id } of calls) messages.push({ role: "tool", tool_call_id: id, content: TICKETS });
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
