import { GoogleGenAI } from "@google/genai";
import { Mistral } from "@mistralai/mistralai";
import { CohereClientV2 } from "cohere-ai";
import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { serveProxy } from "../src/index.js";
import { createSandboxTransport } from "../src/sandbox/index.js";
import { toolOutput } from "./support/bodies.js";
import { closeAfterTest } from "./support/start-pair.js";

const QUESTION = "List the orders";
const PARAMETERS = { type: "object", properties: { status: { type: "string" } }, required: ["status"] };
const FUNCTION = { name: "list_orders", description: "Lists orders", parameters: PARAMETERS };

async function startProxy(): Promise<string> {
  return closeAfterTest(await serveProxy({ port: 0, optimize: {}, transport: createSandboxTransport() })).url;
}

describe("official clients, their tool loops against the sandbox", () => {
  it("OpenAI's responses", async () => {
    const client = new OpenAI({ baseURL: `${await startProxy()}/v1`, apiKey: "none", maxRetries: 0 });
    const tools = [{ type: "function" as const, ...FUNCTION, strict: false }];
    const asked = await client.responses.stream({ model: "gpt-5.5", input: QUESTION, tools }).finalResponse();
    const [call] = asked.output;
    if (call?.type !== "function_call") throw new Error("There is no call.");
    const output = { type: "function_call_output" as const, call_id: call.call_id, output: toolOutput(300) };
    const input = [{ role: "user" as const, content: QUESTION }, call, output];
    const ended = await client.responses.create({ model: "gpt-5.5", input, tools });
    expect(ended.output_text).toContain("sandbox");
  });

  it("Google's", async () => {
    const client = new GoogleGenAI({ apiKey: "none", httpOptions: { baseUrl: await startProxy() } });
    const model = "gemini-3.5-flash";
    const { parameters: parametersJsonSchema, ...named } = FUNCTION;
    const config = { tools: [{ functionDeclarations: [{ ...named, parametersJsonSchema }] }] };
    const asked = await client.models.generateContent({ model, contents: QUESTION, config });
    expect(asked.functionCalls).toMatchObject([{ name: "list_orders", args: { status: QUESTION } }]);
    const response = { name: "list_orders", response: { output: toolOutput(300) } };
    const contents = [
      { role: "user", parts: [{ text: QUESTION }] },
      asked.candidates?.[0]?.content ?? {},
      { role: "user", parts: [{ functionResponse: response }] },
    ];
    let text = "";
    for await (const chunk of await client.models.generateContentStream({ model, contents, config }))
      text += chunk.text ?? "";
    expect(text).toContain("sandbox");
    expect((await client.models.countTokens({ model, contents })).totalTokens).toBeGreaterThan(0);
  });

  it("Cohere's", async () => {
    const client = new CohereClientV2({ token: "none", environment: await startProxy() });
    const model = "command-a-03-2025";
    const tools = [{ type: "function" as const, function: FUNCTION }];
    const user = { role: "user" as const, content: QUESTION };
    const asked = await client.chat({ model, messages: [user], tools });
    const toolCalls = asked.message.toolCalls ?? [];
    const result = { role: "tool" as const, toolCallId: toolCalls[0]?.id ?? "", content: toolOutput(300) };
    const messages = [user, { role: "assistant" as const, toolCalls }, result];
    let text = "";
    for await (const event of await client.chatStream({ model, messages, tools })) {
      if (event.type === "content-delta") text += event.delta?.message?.content?.text ?? "";
    }
    expect(text).toContain("sandbox");
  });

  it("Mistral's", async () => {
    const client = new Mistral({ apiKey: "none", serverURL: `${await startProxy()}/mistral` });
    const model = "mistral-large-latest";
    const tools = [{ type: "function" as const, function: FUNCTION }];
    const user = { role: "user" as const, content: QUESTION };
    const asked = await client.chat.complete({ model, messages: [user], tools });
    const toolCalls = asked.choices?.[0]?.message?.toolCalls ?? [];
    const result = { role: "tool" as const, toolCallId: toolCalls[0]?.id ?? "", content: toolOutput(300) };
    const messages = [user, { role: "assistant" as const, toolCalls }, result];
    let text = "";
    for await (const { data } of await client.chat.stream({ model, messages, tools })) {
      text += data.choices[0]?.delta.content ?? "";
    }
    expect(text).toContain("sandbox");
  });
});
