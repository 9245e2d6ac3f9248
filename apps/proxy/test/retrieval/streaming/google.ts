import { type Content, GoogleGenAI, type Part } from "@google/genai";
import { FUNCTION, TICKETS } from "../tickets.js";
import type { Seen, StreamingAgent } from "./streaming-agent.js";

export const google: StreamingAgent = {
  name: "Google generateContent",
  from: "@google/genai",
  list: "contents",
  stops: { end: "STOP", calls: "STOP" },
  start: (baseUrl, wrap) => {
    const client = wrap(new GoogleGenAI({ apiKey: "none", httpOptions: { baseUrl } }));
    const contents: Content[] = [];
    const { parameters: parametersJsonSchema, ...named } = FUNCTION;
    const config = { tools: [{ functionDeclarations: [{ ...named, parametersJsonSchema }] }] };
    const answered = async (): Promise<Seen> => {
      const parts: Part[] = [];
      let stop: string | null = null;
      for await (const { candidates } of await client.models.generateContentStream({
        model: "gemini-3.5-flash",
        contents,
        config,
      })) {
        parts.push(...(candidates?.[0]?.content?.parts ?? []));
        stop = candidates?.[0]?.finishReason ?? stop;
      }
      contents.push({ role: "model", parts });
      const calls = parts.flatMap(({ functionCall }) => functionCall ?? []);
      if (calls.length === 0 || calls.some((call) => JSON.stringify(call.args).includes("only seen"))) {
        const text = parts.map((part) => part.text ?? "").join("");
        return { text, calls: calls.map(({ name = "", args }) => ({ name, arguments: args })), stop };
      }
      contents.push({
        role: "user",
        parts: calls.map(({ id, name }) => ({
          functionResponse: { ...(id && { id }), ...(name && { name }), response: { output: TICKETS } },
        })),
      });
      return answered();
    };
    return {
      says(text) {
        contents.push({ role: "user", parts: [{ text }] });
        return answered();
      },
    };
  },
};
