import Anthropic from "@anthropic-ai/sdk";
import { type FunctionCall, GoogleGenAI } from "@google/genai";
import { createSandbox } from "@headroom/proxy/sandbox";
import { createMemoryStore, createRetriever, headroomFetch, runnableRetrieveTools, withHeadroom } from "@headroom/sdk";
import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { type ServedSandbox, serveSandbox } from "../compatibility/serve-sandbox.js";
import {
  ASKED,
  FIRST_QUESTION,
  FUNCTION,
  modelInCircles,
  modelThatReads,
  SECOND_QUESTION,
  TICKETS,
} from "./tickets.js";

const FOUND = `The note is ${ASKED.note}.`;

function setUp() {
  const originals = createMemoryStore();
  const options = { originals, minimumCacheableTokens: 0 };
  return { options, tools: runnableRetrieveTools(createRetriever({ originals })) };
}

/** The row was left out when the tool gave it, and came by the fetch. */
function expectFetched({ exchanges }: ServedSandbox): void {
  const found = exchanges.map(({ body }) => body.includes(ASKED.note));
  expect(found).toEqual([...found.slice(1).map(() => false), true]);
  expect(exchanges.map(({ status }) => status)).toEqual(found.map(() => 200));
  expect(exchanges.at(-1)?.body.includes("headroom_retrieve with handle")).toBe(true);
}

describe("the loops that SDKs bring", () => {
  async function runOpenai(served: ServedSandbox): Promise<string | null> {
    const { options, tools } = setUp();
    const openai = new OpenAI({ baseURL: `${served.url}/v1`, apiKey: "sk-none", maxRetries: 0 });
    const client = withHeadroom(openai, options);
    const list = { ...FUNCTION, parse: JSON.parse, function: () => TICKETS };
    const run = (messages: OpenAI.ChatCompletionMessageParam[]) =>
      client.chat.completions.runTools({
        model: "gpt-5.5",
        messages,
        tools: [{ type: "function", function: list }, tools.openai],
      });
    const first = run([{ role: "user", content: FIRST_QUESTION }]);
    await first.done();
    return run([...first.messages, { role: "user", content: SECOND_QUESTION }]).finalContent();
  }

  it("of openai fetch by runTools", async () => {
    const served = await serveSandbox(createSandbox({ script: modelThatReads }));
    expect(await runOpenai(served)).toBe(FOUND);
    expectFetched(served);
  });

  it("of openai end circles, which the runner's messages show", async () => {
    const served = await serveSandbox(createSandbox({ script: modelInCircles }));
    expect(await runOpenai(served)).toBe("I went in circles.");
    expect(served.exchanges).toHaveLength(6);
  });

  it("of @anthropic-ai/sdk fetch by toolRunner", async () => {
    const served = await serveSandbox(createSandbox({ script: modelThatReads }));
    const { options, tools } = setUp();
    const anthropic = new Anthropic({ baseURL: served.url, apiKey: "sk-ant-none", maxRetries: 0 });
    const client = withHeadroom(anthropic, options);
    const { parameters: input_schema, ...named } = FUNCTION;
    const list = { ...named, input_schema, parse: (input: unknown) => input, run: () => TICKETS };
    const run = (messages: Anthropic.Beta.BetaMessageParam[]) =>
      client.beta.messages.toolRunner({
        model: "claude-sonnet-5",
        max_tokens: 500,
        messages,
        tools: [list, tools.anthropic],
        thread: false,
      });
    const first = run([{ role: "user", content: FIRST_QUESTION }]);
    const said = await first.runUntilDone();
    const before = [...first.params.messages];
    if (before.at(-1)?.role !== "assistant") before.push({ role: "assistant", content: said.content });
    const { content } = await run([...before, { role: "user", content: SECOND_QUESTION }]).runUntilDone();
    expect(content).toMatchObject([{ type: "text", text: FOUND }]);
    expectFetched(served);
  });

  it("of @google/genai fetch by callable tools", async () => {
    const served = await serveSandbox(createSandbox({ script: modelThatReads }));
    const { options, tools } = setUp();
    const client = withHeadroom(new GoogleGenAI({ apiKey: "none", httpOptions: { baseUrl: served.url } }), options);
    const { parameters: parametersJsonSchema, ...named } = FUNCTION;
    const list = {
      tool: async () => ({ functionDeclarations: [{ ...named, parametersJsonSchema }] }),
      callTool: async (calls: FunctionCall[]) =>
        calls
          .filter(({ name }) => name === FUNCTION.name)
          .map((call) => ({
            functionResponse: { id: call.id ?? "", name: FUNCTION.name, response: { output: TICKETS } },
          })),
    };
    const chat = client.chats.create({ model: "gemini-3.5-flash", config: { tools: [list, tools.google] } });
    await chat.sendMessage({ message: FIRST_QUESTION });
    expect((await chat.sendMessage({ message: SECOND_QUESTION })).text).toBe(FOUND);
    expectFetched(served);
  });
});

describe("a nested agent without the tool", () => {
  it("gets no handle, though the agent around it does", async () => {
    const served = await serveSandbox(createSandbox({ script: modelThatReads }));
    const { options } = setUp();
    const openai = new OpenAI({ baseURL: `${served.url}/v1`, apiKey: "sk-none", maxRetries: 0 });
    const client = withHeadroom(openai, { ...options, autoRetrieve: true });
    const call = { id: "call_1", type: "function" as const, function: { name: FUNCTION.name, arguments: "{}" } };
    const messages: OpenAI.ChatCompletionMessageParam[] = [
      { role: "user", content: FIRST_QUESTION },
      { role: "assistant", content: null, tool_calls: [call] },
      { role: "tool", tool_call_id: "call_1", content: TICKETS },
    ];
    await client.chat.completions.create({
      model: "gpt-5.5",
      messages,
      tools: [{ type: "function", function: FUNCTION }],
    });
    await client.chat.completions.create({ model: "gpt-5.5", messages });
    const handles = served.exchanges.map(({ body }) => body.includes("headroom_retrieve"));
    expect(handles).toEqual([true, false]);
    expect(served.exchanges[1]?.body.includes(ASKED.note)).toBe(true);
  });

  it("nor does a request whose streamed answer nobody could follow", async () => {
    const served = await serveSandbox(createSandbox({ script: modelThatReads }));
    const send = headroomFetch(fetch, { ...setUp().options, autoRetrieve: true });
    // Without `alt=sse` the API streams one list.
    const answer = await send(`${served.url}/v1beta/models/gemini-3.5-flash:streamGenerateContent`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-goog-api-key": "none" },
      body: JSON.stringify({
        contents: [{ role: "user", parts: [{ text: FIRST_QUESTION }] }],
        tools: [{ functionDeclarations: [FUNCTION] }],
      }),
    });
    await answer.text();
    expect(served.exchanges.map(({ body }) => body.includes("headroom_retrieve"))).toEqual([false]);
  });
});
