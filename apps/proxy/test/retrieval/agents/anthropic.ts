import Anthropic from "@anthropic-ai/sdk";
import { FUNCTION, TICKETS } from "../tickets.js";
import type { Agent } from "./agent.js";

export const anthropicAgent: Agent<Anthropic> = {
  name: "@anthropic-ai/sdk",
  list: "messages",
  client: (url) => new Anthropic({ baseURL: url, apiKey: "sk-ant-none", maxRetries: 0 }),
  async ask(client, questions) {
    const messages: Anthropic.MessageParam[] = [];
    const answers: string[] = [];
    for (const content of questions) {
      messages.push({ role: "user", content });
      answers.push(await answered(client, messages));
    }
    return answers;
  },
};

async function answered(client: Anthropic, messages: Anthropic.MessageParam[]): Promise<string> {
  const { parameters: input_schema, ...named } = FUNCTION;
  const tools = [{ ...named, input_schema }];
  while (true) {
    const { content } = await client.messages.create({ model: "claude-sonnet-5", max_tokens: 500, messages, tools });
    messages.push({ role: "assistant", content });
    const calls = content.flatMap((block) => (block.type === "tool_use" ? [block.id] : []));
    if (calls.length === 0) return content.map((block) => (block.type === "text" ? block.text : "")).join("");
    messages.push({
      role: "user",
      content: calls.map((tool_use_id) => ({ type: "tool_result" as const, tool_use_id, content: TICKETS })),
    });
  }
}
