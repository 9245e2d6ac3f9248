import { type Content, GoogleGenAI, type Part } from "@google/genai";
import type { Driver } from "../driver.js";
import { FOLLOW_UP, FUNCTION, OUTPUT } from "../orders.js";

/** Google's client on generateContent. */
export const google: Driver<GoogleGenAI, readonly Content[]> = {
  name: "Google generateContent",
  packages: ["@google/genai"],
  source: import.meta.url,
  list: "contents",
  sends: 3,
  client: (url, fetch) => new GoogleGenAI({ apiKey: "none", httpOptions: { baseUrl: url, ...(fetch && { fetch }) } }),
  says: (text) => [{ role: "user", parts: [{ text }] }],
  async whole({ models }, history, signal) {
    const { candidates } = await models.generateContent(request(history, signal));
    return continued(history, candidates?.[0]?.content?.parts ?? []);
  },
  async *streamed({ models }, history, signal) {
    const parts: Part[] = [];
    for await (const { candidates } of await models.generateContentStream(request(history, signal))) {
      for (const part of candidates?.[0]?.content?.parts ?? []) {
        yield part.text ?? "";
        parts.push(part);
      }
    }
    const text = parts.map((part) => part.text ?? "").join("");
    return continued(history, text === "" ? parts : [{ text }]);
  },
};

function request(contents: readonly Content[], abortSignal: AbortSignal | undefined) {
  const { parameters: parametersJsonSchema, ...named } = FUNCTION;
  const tools = [{ functionDeclarations: [{ ...named, parametersJsonSchema }] }];
  return { model: "gemini-3.5-flash", contents: [...contents], config: { tools, ...(abortSignal && { abortSignal }) } };
}

function continued(history: readonly Content[], parts: Part[]): readonly Content[] {
  const results = parts.flatMap(({ functionCall }): Part[] =>
    functionCall === undefined ? [] : [{ functionResponse: { name: FUNCTION.name, response: { output: OUTPUT } } }],
  );
  const next = results.length > 0 ? results : [{ text: FOLLOW_UP }];
  return [...history, { role: "model", parts }, { role: "user", parts: next }];
}
