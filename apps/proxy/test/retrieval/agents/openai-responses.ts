import OpenAI from "openai";
import { FUNCTION, TICKETS } from "../tickets.js";
import type { Agent } from "./agent.js";

export const openaiResponsesAgent: Agent<OpenAI> = {
  name: "openai, responses",
  list: "input",
  client: (url) => new OpenAI({ baseURL: `${url}/v1`, apiKey: "sk-none", maxRetries: 0 }),
  async ask(client, questions) {
    const input: OpenAI.Responses.ResponseInputItem[] = [];
    const answers: string[] = [];
    for (const content of questions) {
      input.push({ role: "user", content });
      answers.push(await answered(client, input));
    }
    return answers;
  },
};

async function answered(client: OpenAI, input: OpenAI.Responses.ResponseInputItem[]): Promise<string> {
  const tools = [{ type: "function" as const, ...FUNCTION, strict: false }];
  while (true) {
    const { output, output_text: text } = await client.responses.create({ model: "gpt-5.5", input, tools });
    input.push(...(output as OpenAI.Responses.ResponseInputItem[]));
    const calls = output.flatMap((item) => (item.type === "function_call" ? [item.call_id] : []));
    if (calls.length === 0) return text;
    for (const call_id of calls) input.push({ type: "function_call_output", call_id, output: TICKETS });
  }
}
