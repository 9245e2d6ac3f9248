import { type Content, GoogleGenAI } from "@google/genai";
import { FUNCTION, TICKETS } from "../tickets.js";
import type { Agent } from "./agent.js";

export const googleAgent: Agent<GoogleGenAI> = {
  name: "@google/genai",
  list: "contents",
  client: (baseUrl) => new GoogleGenAI({ apiKey: "none", httpOptions: { baseUrl } }),
  async ask(client, questions) {
    const contents: Content[] = [];
    const answers: string[] = [];
    for (const text of questions) {
      contents.push({ role: "user", parts: [{ text }] });
      answers.push(await answered(client, contents));
    }
    return answers;
  },
};

async function answered({ models }: GoogleGenAI, contents: Content[]): Promise<string> {
  const { parameters: parametersJsonSchema, ...named } = FUNCTION;
  const config = { tools: [{ functionDeclarations: [{ ...named, parametersJsonSchema }] }] };
  while (true) {
    const { candidates } = await models.generateContent({ model: "gemini-3.5-flash", contents, config });
    const parts = candidates?.[0]?.content?.parts ?? [];
    contents.push({ role: "model", parts });
    const calls = parts.flatMap(({ functionCall }) => functionCall ?? []);
    if (calls.length === 0) return parts.map(({ text }) => text ?? "").join("");
    contents.push({
      role: "user",
      parts: calls.map(({ id, name }) => ({
        functionResponse: { ...(id && { id }), ...(name && { name }), response: { output: TICKETS } },
      })),
    });
  }
}
