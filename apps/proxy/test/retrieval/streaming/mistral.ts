import { Mistral } from "@mistralai/mistralai";
import { FUNCTION, TICKETS } from "../tickets.js";
import type { Seen, StreamingAgent } from "./streaming-agent.js";

type MistralMessage = Parameters<Mistral["chat"]["stream"]>[0]["messages"][number];
type MistralCalls = NonNullable<Extract<MistralMessage, { role: "assistant" }>["toolCalls"]>;

export const mistral: StreamingAgent = {
  name: "Mistral chat",
  from: "@mistralai/mistralai",
  list: "messages",
  stops: { end: "stop", calls: "tool_calls" },
  start: (serverURL, wrap) => {
    const client = wrap(new Mistral({ apiKey: "none", serverURL }));
    const messages: MistralMessage[] = [];
    const tools = [{ type: "function" as const, function: FUNCTION }];
    const answered = async (): Promise<Seen> => {
      let text = "";
      let stop: string | null = null;
      const toolCalls: MistralCalls = [];
      for await (const { data } of await client.chat.stream({ model: "mistral-large-latest", messages, tools })) {
        const { delta, finishReason } = data.choices[0] ?? {};
        text += String(delta?.content ?? "");
        stop = finishReason ?? stop;
        toolCalls.push(...(delta?.toolCalls ?? []));
      }
      messages.push({ role: "assistant", content: text, ...(toolCalls.length > 0 && { toolCalls }) });
      if (toolCalls.length === 0 || toolCalls.some((call) => JSON.stringify(call.function).includes("only seen"))) {
        const calls = toolCalls.map(({ function: called }) => ({
          name: called.name,
          arguments: typeof called.arguments === "string" ? JSON.parse(called.arguments) : called.arguments,
        }));
        return { text, calls, stop };
      }
      for (const { id } of toolCalls) messages.push({ role: "tool", toolCallId: id ?? "", content: TICKETS });
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
