import Anthropic from "@anthropic-ai/sdk";
import { type Answer, createSandbox, type Script } from "@headroom/proxy/sandbox";
import { headroomFetch, withHeadroom } from "@headroom/sdk";
import { Mistral } from "@mistralai/mistralai";
import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { serveSandbox } from "../compatibility/serve-sandbox.js";
import {
  ASKED,
  FIRST_QUESTION,
  FUNCTION,
  modelThatReads,
  modelWithoutEnd,
  SECOND_QUESTION,
  TICKETS,
} from "./tickets.js";

const OPTIONS = { autoRetrieve: true, minimumCacheableTokens: 0 } as const;

type MistralMessage = Parameters<Mistral["chat"]["stream"]>[0]["messages"][number];
type MistralCalls = NonNullable<Extract<MistralMessage, { role: "assistant" }>["toolCalls"]>;

/** What an application has when a stream is over. */
interface Seen {
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly arguments: unknown }[];
  readonly stop: string | null;
}

/** An application that streams; it keeps the conversation. */
interface Application {
  says(text: string): Promise<Seen>;
}

type Start = (url: string, options?: typeof OPTIONS) => Application;

const openai: Start = (url, options) => {
  const plain = new OpenAI({ baseURL: `${url}/v1`, apiKey: "sk-none", maxRetries: 0 });
  const client = options === undefined ? plain : withHeadroom(plain, options);
  const messages: OpenAI.ChatCompletionMessageParam[] = [];
  const tools = [{ type: "function" as const, function: FUNCTION }];
  const answered = async (): Promise<Seen> => {
    const stream = client.chat.completions.stream({ model: "gpt-5.5", messages, tools });
    const { choices } = await stream.finalChatCompletion();
    const { message, finish_reason: stop } = choices[0] as OpenAI.ChatCompletion.Choice;
    messages.push(message);
    const calls = (message.tool_calls ?? []).flatMap((call) => (call.type === "function" ? [call] : []));
    if (calls.length === 0 || calls.some((call) => call.function.arguments.includes("only seen")))
      return {
        text: message.content ?? "",
        calls: calls.map(({ function: { name, arguments: asked } }) => ({ name, arguments: JSON.parse(asked) })),
        stop,
      };
    for (const { id } of calls) messages.push({ role: "tool", tool_call_id: id, content: TICKETS });
    return answered();
  };
  return {
    says(content) {
      messages.push({ role: "user", content });
      return answered();
    },
  };
};

const anthropic: Start = (url, options) => {
  const plain = new Anthropic({ baseURL: url, apiKey: "sk-ant-none", maxRetries: 0 });
  const client = options === undefined ? plain : withHeadroom(plain, options);
  const messages: Anthropic.MessageParam[] = [];
  const { parameters: input_schema, ...named } = FUNCTION;
  const answered = async (): Promise<Seen> => {
    const stream = client.messages.stream({
      model: "claude-sonnet-5",
      max_tokens: 500,
      messages,
      tools: [{ ...named, input_schema }],
    });
    const { content, stop_reason: stop } = await stream.finalMessage();
    messages.push({ role: "assistant", content });
    const calls = content.flatMap((block) => (block.type === "tool_use" ? [block] : []));
    if (calls.length === 0 || calls.some(({ input }) => JSON.stringify(input).includes("only seen")))
      return {
        text: content.map((block) => (block.type === "text" ? block.text : "")).join(""),
        calls: calls.map(({ name, input }) => ({ name, arguments: input })),
        stop,
      };
    const results = calls.map(({ id }) => ({ type: "tool_result" as const, tool_use_id: id, content: TICKETS }));
    messages.push({ role: "user", content: results });
    return answered();
  };
  return {
    says(content) {
      messages.push({ role: "user", content });
      return answered();
    },
  };
};

const mistral: Start = (serverURL, options) => {
  const plain = new Mistral({ apiKey: "none", serverURL });
  const client = options === undefined ? plain : withHeadroom(plain, options);
  const messages: MistralMessage[] = [];
  const tools = [{ type: "function" as const, function: FUNCTION }];
  const answered = async (): Promise<Seen> => {
    let text = "";
    let stop: string | null = null;
    const toolCalls: MistralCalls = [];
    for await (const { data } of await client.chat.stream({ model: "mistral-large-latest", messages, tools })) {
      const { delta, finishReason } = data.choices[0] ?? {};
      text += String(delta?.content ?? "");
      stop = finishReason ?? stop;
      toolCalls.push(...(delta?.toolCalls ?? []));
    }
    messages.push({ role: "assistant", content: text, ...(toolCalls.length > 0 && { toolCalls }) });
    if (toolCalls.length === 0 || toolCalls.some((call) => JSON.stringify(call.function).includes("only seen"))) {
      const calls = toolCalls.map(({ function: called }) => ({
        name: called.name,
        arguments: typeof called.arguments === "string" ? JSON.parse(called.arguments) : called.arguments,
      }));
      return { text, calls, stop };
    }
    for (const { id } of toolCalls) messages.push({ role: "tool", toolCallId: id ?? "", content: TICKETS });
    return answered();
  };
  return {
    says(content) {
      messages.push({ role: "user", content });
      return answered();
    },
  };
};

/** Answers by the number of results that the prompt holds. */
function inTurns(...answers: readonly Answer[]): Script {
  return ({ blocks }) => {
    const results = blocks.filter(({ text }) => text.includes("is no handle")).length;
    return answers[Math.min(results, answers.length - 1)] as Answer;
  };
}

const fetching = { name: "headroom_retrieve", input: { handle: "none" } };
const listing = (state: string) => ({ name: FUNCTION.name, input: { state } });

describe.each([
  ["openai", openai, { end: "stop", calls: "tool_calls" }],
  ["@anthropic-ai/sdk", anthropic, { end: "end_turn", calls: "tool_use" }],
  ["@mistralai/mistralai", mistral, { end: "stop", calls: "tool_calls" }],
] as const)("a streaming agent with %s", (_name, start, stops) => {
  it("completes a task that needs an omitted row, by a fetch that it does not see", async () => {
    const { url, exchanges } = await serveSandbox(createSandbox({ script: modelThatReads }));
    const application = start(url, OPTIONS);
    expect(await application.says(FIRST_QUESTION)).toEqual({
      text: "There are 400 tickets.",
      calls: [],
      stop: stops.end,
    });
    const found = await application.says(SECOND_QUESTION);
    expect(found).toEqual({ text: `The note is ${ASKED.note}.`, calls: [], stop: stops.end });
    expect(exchanges.map(({ body }) => body.includes(ASKED.note))).toEqual([false, false, false, true]);
    expect(exchanges.every(({ answerType }) => answerType.includes("event-stream"))).toBe(true);
    const lists = exchanges.map(({ body }) => JSON.stringify(JSON.parse(body).messages).slice(0, -1));
    for (const [at, list] of lists.slice(1).entries()) expect(list.startsWith(lists[at] as string)).toBe(true);
  });

  it("sees what is said before a fetch and behind it as one answer", async () => {
    const script = inTurns(
      { text: "Let me see. ", calls: [fetching] },
      { text: "", calls: [fetching] },
      {
        text: "Done.",
        calls: [],
      },
    );
    const { url, exchanges } = await serveSandbox(createSandbox({ script }));
    const seen = await start(url, OPTIONS).says("Go on.");
    expect(seen).toEqual({ text: "Let me see. Done.", calls: [], stop: stops.end });
    expect(exchanges).toHaveLength(3);
    expect(exchanges[2]?.body.includes("Let me see. ")).toBe(true);
  });

  it("gets calls of its own without the fetches beside them", async () => {
    const own = [listing("only seen: a"), listing("only seen: b")] as const;
    const calls = [fetching, own[0], fetching, own[1], fetching];
    const { url, exchanges } = await serveSandbox(createSandbox({ script: () => ({ text: "Both.", calls }) }));
    const seen = await start(url, OPTIONS).says("Go on.");
    const asked = own.map(({ name, input }) => ({ name, arguments: input }));
    expect(seen).toEqual({ text: "Both.", calls: asked, stop: stops.calls });
    expect(exchanges).toHaveLength(1);
  });

  it("gets its own calls behind a fetch", async () => {
    const own = listing("only seen");
    const script = inTurns({ text: "First. ", calls: [fetching] }, { text: "Then.", calls: [own] });
    const { url } = await serveSandbox(createSandbox({ script }));
    expect(await start(url, OPTIONS).says("Go on.")).toEqual({
      text: "First. Then.",
      calls: [{ name: own.name, arguments: own.input }],
      stop: stops.calls,
    });
  });

  it("is told when the model does not stop fetching", async () => {
    const { url, exchanges } = await serveSandbox(createSandbox({ script: modelWithoutEnd }));
    await expect(start(url, OPTIONS).says("Go on.")).rejects.toThrow();
    expect(exchanges).toHaveLength(31);
  });
});

describe("a stream without fetches", () => {
  it.each([
    ["/v1/chat/completions", { model: "gpt-5.5", tools: [{ type: "function", function: FUNCTION }] }],
    [
      "/v1/messages",
      { model: "claude-sonnet-5", max_tokens: 99, tools: [{ name: FUNCTION.name, input_schema: FUNCTION.parameters }] },
    ],
  ])("of %s arrives byte for byte, also with calls of the application", async (path, request) => {
    const script: Script = () => ({ text: "Naïve – 🙂", calls: [listing("a"), listing("b")] });
    const { url } = await serveSandbox(createSandbox({ script, now: () => 0 }));
    const messages = [{ role: "user", content: "Go on." }];
    const init = { method: "POST", body: JSON.stringify({ ...request, stream: true, messages }) };
    const headers = { authorization: "Bearer sk-none", "x-api-key": "none", "anthropic-version": "2023-06-01" };
    // The tool changes the prompt, and the ids of answers with it.
    const same = (text: string) =>
      text.replace(/(?:chatcmpl-|call_|msg_|toolu_)[0-9a-f]+/g, "id").replace(/"usage":\{.*?\}\}?/g, "");
    const plain = await (await fetch(url + path, { ...init, headers })).text();
    const followed = await (await headroomFetch(fetch, OPTIONS)(url + path, { ...init, headers })).text();
    expect(same(followed)).toBe(same(plain));
    expect(followed).toContain("list_tickets");
  });
});
