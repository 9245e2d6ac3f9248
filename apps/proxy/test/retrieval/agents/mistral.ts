import { Mistral } from "@mistralai/mistralai";
import { FUNCTION, TICKETS } from "../tickets.js";
import type { Agent } from "./agent.js";

type Message = Parameters<Mistral["chat"]["complete"]>[0]["messages"][number];

export const mistralAgent: Agent<Mistral> = {
  name: "@mistralai/mistralai",
  list: "messages",
  client: (serverURL) => new Mistral({ apiKey: "none", serverURL }),
  async ask(client, questions) {
    const messages: Message[] = [];
    const answers: string[] = [];
    for (const content of questions) {
      messages.push({ role: "user", content });
      answers.push(await answered(client, messages));
    }
    return answers;
  },
};

async function answered({ chat }: Mistral, messages: Message[]): Promise<string> {
  const tools = [{ type: "function" as const, function: FUNCTION }];
  while (true) {
    const { choices } = await chat.complete({ model: "mistral-large-latest", messages, tools });
    const { content, toolCalls } = choices[0]?.message ?? {};
    const text = String(content ?? "");
    messages.push({ role: "assistant", content: text, ...(toolCalls?.length && { toolCalls }) });
    if (!toolCalls?.length) return text;
    for (const { id } of toolCalls) messages.push({ role: "tool", toolCallId: id ?? "", content: TICKETS });
  }
}
