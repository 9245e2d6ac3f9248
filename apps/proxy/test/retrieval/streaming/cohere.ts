import { type Cohere, CohereClientV2 } from "cohere-ai";
import { FUNCTION, TICKETS } from "../tickets.js";
import type { Seen, StreamingAgent } from "./streaming-agent.js";

export const cohere: StreamingAgent = {
  name: "Cohere chat",
  from: "cohere-ai",
  list: "messages",
  stops: { end: "COMPLETE", calls: "TOOL_CALL" },
  start: (environment, wrap) => {
    const client = wrap(new CohereClientV2({ token: "none", environment, maxRetries: 0 }));
    const messages: Cohere.ChatMessageV2[] = [];
    const tools = [{ type: "function" as const, function: FUNCTION }];
    const answered = async (): Promise<Seen> => {
      const blocks: string[] = [];
      const calls: { id: string; name: string; asked: string }[] = [];
      let stop: string | null = null;
      for await (const event of await client.chatStream({ model: "command-a-03-2025", messages, tools })) {
        if (event.type === "content-delta") {
          const at = event.index ?? 0;
          blocks[at] = (blocks[at] ?? "") + (event.delta?.message?.content?.text ?? "");
        }
        if (event.type === "tool-call-start") {
          const { id = "", function: called } = event.delta?.message?.toolCalls ?? {};
          calls[event.index ?? 0] = { id, name: called?.name ?? "", asked: "" };
        }
        if (event.type === "tool-call-delta") {
          const call = calls[event.index ?? 0];
          if (call) call.asked += event.delta?.message?.toolCalls?.function?.arguments ?? "";
        }
        if (event.type === "message-end") stop = event.delta?.finishReason ?? null;
      }
      const text = blocks.join("");
      const toolCalls = calls.map(({ id, name, asked }) => ({
        id,
        type: "function" as const,
        function: { name, arguments: asked },
      }));
      messages.push({ role: "assistant", content: text, ...(calls.length > 0 && { toolCalls }) });
      if (calls.length === 0 || calls.some(({ asked }) => asked.includes("only seen"))) {
        return { text, calls: calls.map(({ name, asked }) => ({ name, arguments: JSON.parse(asked) })), stop };
      }
      for (const { id } of calls) messages.push({ role: "tool", toolCallId: id, content: TICKETS });
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
