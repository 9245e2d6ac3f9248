import { type Cohere, CohereClientV2 } from "cohere-ai";
import type { Driver } from "../driver.js";
import { FOLLOW_UP, FUNCTION, OUTPUT } from "../orders.js";

type Message = Cohere.ChatMessageV2;

/** Cohere's client on chat, version 2. */
export const cohere: Driver<CohereClientV2, readonly Message[]> = {
  name: "Cohere chat",
  packages: ["cohere-ai"],
  source: import.meta.url,
  list: "messages",
  sends: 3,
  client: (url, fetch) =>
    new CohereClientV2({ token: "none", environment: url, maxRetries: 0, ...(fetch && { fetch }) }),
  says: (content) => [{ role: "user", content }],
  async whole(client, history, abortSignal) {
    const { message } = await client.chat(request(history), { ...(abortSignal && { abortSignal }) });
    const text = (message.content ?? []).map((block) => (block.type === "text" ? block.text : "")).join("");
    return continued(history, text, message.toolCalls ?? []);
  },
  async *streamed(client, history, abortSignal) {
    let text = "";
    const calls: { id: string; name: string; pieces: string[] }[] = [];
    for await (const event of await client.chatStream(request(history), { ...(abortSignal && { abortSignal }) })) {
      if (event.type === "content-delta") {
        const piece = event.delta?.message?.content?.text ?? "";
        yield piece;
        text += piece;
      }
      if (event.type === "tool-call-start") {
        const call = event.delta?.message?.toolCalls;
        calls.push({ id: call?.id ?? "", name: call?.function?.name ?? "", pieces: [call?.function?.arguments ?? ""] });
      }
      // The arguments of a call come in pieces after its start.
      if (event.type === "tool-call-delta") {
        calls.at(-1)?.pieces.push(event.delta?.message?.toolCalls?.function?.arguments ?? "");
      }
    }
    const toolCalls = calls.map(({ id, name, pieces }) => ({
      id,
      type: "function" as const,
      function: { name, arguments: pieces.join("") },
    }));
    return continued(history, text, toolCalls);
  },
};

function request(messages: readonly Message[]) {
  const tools = [{ type: "function" as const, function: FUNCTION }];
  return { model: "command-a-03-2025", messages: [...messages], tools };
}

function continued(history: readonly Message[], content: string, toolCalls: Cohere.ToolCallV2[]): readonly Message[] {
  if (toolCalls.length === 0) return [...history, { role: "assistant", content }, { role: "user", content: FOLLOW_UP }];
  const results = toolCalls.map(({ id }) => ({ role: "tool" as const, toolCallId: id ?? "", content: OUTPUT }));
  return [...history, { role: "assistant", toolCalls }, ...results];
}
