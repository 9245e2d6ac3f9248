import OpenAI from "openai";
import { FUNCTION, TICKETS } from "../tickets.js";
import type { Agent } from "./agent.js";

export const openaiChatAgent: Agent<OpenAI> = {
  name: "openai, chat",
  list: "messages",
  client: (url) => new OpenAI({ baseURL: `${url}/v1`, apiKey: "sk-none", maxRetries: 0 }),
  async ask(client, questions) {
    const messages: OpenAI.ChatCompletionMessageParam[] = [];
    const answers: string[] = [];
    for (const content of questions) {
      messages.push({ role: "user", content });
      answers.push(await answered(client, messages));
    }
    return answers;
  },
};

async function answered(client: OpenAI, messages: OpenAI.ChatCompletionMessageParam[]): Promise<string> {
  const tools = [{ type: "function" as const, function: FUNCTION }];
  while (true) {
    const { choices } = await client.chat.completions.create({ model: "gpt-5.5", messages, tools });
    const { message } = choices[0] as OpenAI.ChatCompletion.Choice;
    messages.push(message);
    if (!message.tool_calls?.length) return message.content ?? "";
    for (const { id } of message.tool_calls) messages.push({ role: "tool", tool_call_id: id, content: TICKETS });
  }
}
