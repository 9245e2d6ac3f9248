import { type Cohere, CohereClientV2 } from "cohere-ai";
import { FUNCTION, TICKETS } from "../tickets.js";
import type { Agent } from "./agent.js";

export const cohereAgent: Agent<CohereClientV2> = {
  name: "cohere-ai",
  list: "messages",
  client: (environment) => new CohereClientV2({ token: "none", environment, maxRetries: 0 }),
  async ask(client, questions) {
    const messages: Cohere.ChatMessageV2[] = [];
    const answers: string[] = [];
    for (const content of questions) {
      messages.push({ role: "user", content });
      answers.push(await answered(client, messages));
    }
    return answers;
  },
};

async function answered(client: CohereClientV2, messages: Cohere.ChatMessageV2[]): Promise<string> {
  const tools = [{ type: "function" as const, function: FUNCTION }];
  while (true) {
    const { message } = await client.chat({ model: "command-a-03-2025", messages, tools });
    const text = (message.content ?? []).map((block) => (block.type === "text" ? block.text : "")).join("");
    const { toolCalls = [] } = message;
    if (toolCalls.length === 0) {
      messages.push({ role: "assistant", content: text });
      return text;
    }
    messages.push({ role: "assistant", toolCalls });
    for (const { id } of toolCalls) messages.push({ role: "tool", toolCallId: id ?? "", content: TICKETS });
  }
}
