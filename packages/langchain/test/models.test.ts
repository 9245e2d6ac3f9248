import { ChatAnthropic } from "@langchain/anthropic";
import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import type { BaseMessage, ToolMessage } from "@langchain/core/messages";
import { type AIMessage, HumanMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { ChatOpenAI } from "@langchain/openai";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type ScriptedProvider, startScriptedProvider } from "../../core/test/scripted-provider.js";
import { HeadroomOptimizer, withHeadroom } from "../src/index.js";
import { allButOutput, conversation, messagesIn, OUTPUT, seen } from "./conversation.js";

let provider: ScriptedProvider;
beforeAll(async () => {
  provider = await startScriptedProvider();
});
afterAll(() => provider.close());
beforeEach(() => {
  provider.received.length = 0;
  provider.script();
});

const OPTIONS = { strict: true } as const;
const search = tool(async () => OUTPUT, {
  name: "search",
  description: "Searches",
  schema: z.object({ query: z.string() }),
});
const Count = z.object({ count: z.number() });

type Make = (callbacks: HeadroomOptimizer[]) => BaseChatModel;
const makers: readonly [string, Make][] = [
  [
    "ChatOpenAI",
    (callbacks) =>
      new ChatOpenAI({
        model: "gpt-5.5",
        apiKey: "k",
        maxRetries: 0,
        callbacks,
        configuration: { baseURL: `${provider.url}/v1` },
      }),
  ],
  [
    "ChatOpenAI on responses",
    (callbacks) =>
      new ChatOpenAI({
        model: "gpt-5.5",
        apiKey: "k",
        maxRetries: 0,
        useResponsesApi: true,
        callbacks,
        configuration: { baseURL: `${provider.url}/v1` },
      }),
  ],
  [
    "ChatAnthropic",
    (callbacks) =>
      new ChatAnthropic({
        model: "claude-sonnet-5",
        apiKey: "k",
        maxRetries: 0,
        callbacks,
        anthropicApiUrl: provider.url,
      }),
  ],
];
const ways: readonly [string, (make: Make) => BaseChatModel][] = [
  ["withHeadroom", (make) => withHeadroom(make([]), OPTIONS)],
  ["HeadroomOptimizer", (make) => make([new HeadroomOptimizer(OPTIONS)])],
];

type Call = (model: BaseChatModel, messages: BaseMessage[]) => Promise<unknown>;
const calls: readonly [string, Call][] = [
  ["invoke", async (model, messages) => (await model.invoke(messages)).text],
  ["stream", async (model, messages) => textOf(await model.stream(messages))],
  ["batch", async (model, messages) => (await model.batch([messages, messages])).map(({ text }) => text).at(-1)],
  ["generate", async (model, messages) => (await model.generate([messages])).generations[0]?.[0]?.text],
  ["streamEvents v2", async (model, messages) => lastEvent(model.streamEvents(messages, { version: "v2" }))],
  ["bindTools", async (model, messages) => ((await bound(model).invoke(messages)) as AIMessage).text],
  ["bindTools and stream", async (model, messages) => textOf((await bound(model).stream(messages)) as never)],
  ["withConfig", async (model, messages) => (await model.withConfig({ tags: ["any"] }).invoke(messages)).text],
  ["withRetry", async (model, messages) => (await model.withRetry().invoke(messages)).text],
];

describe.each(makers)("%s", (maker, make) => {
  describe.each(ways)("with %s", (_way, wrap) => {
    it.each(calls)("%s sends the tool output smaller and all else as it was", async (_name, call) => {
      const messages = conversation();
      const before = seen(messages);
      await call(make([]), messages);
      const plain = provider.received.splice(0);
      expect(await call(wrap(make), messages)).toBe("done");
      expect(provider.received).toHaveLength(plain.length);
      for (const [index, body] of provider.received.entries()) {
        expect(body.length).toBeLessThan(0.7 * OUTPUT.length);
        expect(allButOutput(body)).toBe(allButOutput(plain[index] as string));
      }
      expect(seen(messages)).toEqual(before);
    });

    it("begins the next turn with the same bytes", async () => {
      const messages = conversation();
      const model = wrap(make);
      const answer = await model.invoke(messages);
      await model.invoke([...messages, answer, new HumanMessage("And what else is there about tides?")]);
      const [first, second] = provider.received.map(messagesIn) as [string, string];
      expect(second.startsWith(first.slice(0, -1))).toBe(true);
    });

    it("gives structured output", async () => {
      provider.script({ text: '{"count":2}' });
      if (maker === "ChatAnthropic") provider.script({ tool: "extract", input: { count: 2 } });
      const structured = wrap(make).withStructuredOutput(
        Count,
        maker === "ChatAnthropic" ? { method: "functionCalling" } : {},
      );
      const messages = conversation();
      const before = seen(messages);
      expect(await structured.invoke(messages)).toEqual({ count: 2 });
      expect(provider.received[0]?.length).toBeLessThan(0.7 * OUTPUT.length);
      expect(seen(messages)).toEqual(before);
    });

    it("leaves a shared history whole while many runs read it", async () => {
      const messages = conversation();
      const before = seen(messages);
      const model = wrap(make);
      const texts = await Promise.all(Array.from({ length: 8 }, async () => (await model.invoke(messages)).text));
      expect(texts).toEqual(Array.from({ length: 8 }, () => "done"));
      expect(new Set(provider.received).size).toBe(1);
      expect(provider.received[0]?.length).toBeLessThan(0.7 * OUTPUT.length);
      expect(seen(messages)).toEqual(before);
    });

    it("lets a reader leave a stream at the first chunk", async () => {
      const messages = conversation();
      const before = seen(messages);
      for await (const _chunk of await wrap(make).stream(messages)) break;
      await expect.poll(() => seen(messages), { timeout: 10_000 }).toEqual(before);
      expect(provider.received[0]?.length).toBeLessThan(0.7 * OUTPUT.length);
    });

    it("passes errors on and leaves the history whole", async () => {
      provider.script({ status: 400 });
      const messages = conversation();
      const before = seen(messages);
      await expect(wrap(make).invoke(messages)).rejects.toThrow("refused by the script");
      expect(seen(messages)).toEqual(before);
    });

    it("stops when it is told to, and leaves the history whole", async () => {
      const messages = conversation();
      const before = seen(messages);
      const signal = AbortSignal.abort();
      await expect(wrap(make).invoke(messages, { signal })).rejects.toThrow();
      expect(seen(messages)).toEqual(before);
    });

    it("shortens the texts of a list of blocks and keeps the blocks", async () => {
      const blocks = [{ type: "text", text: OUTPUT, cache_control: { type: "ephemeral" } }] as ToolMessage["content"];
      const messages = conversation(blocks);
      const before = seen(messages);
      await wrap(make).invoke(messages);
      expect(provider.received[0]?.length).toBeLessThan(0.7 * OUTPUT.length);
      if (maker === "ChatAnthropic") expect(provider.received[0]).toContain('"cache_control":{"type":"ephemeral"}');
      expect(seen(messages)).toEqual(before);
    });
  });

  it("with withHeadroom streams the events of the newest protocol", async () => {
    const messages = conversation();
    const before = seen(messages);
    const stream = withHeadroom(make([]), OPTIONS).streamEvents(messages) as unknown as AsyncIterable<unknown>;
    for await (const _event of stream);
    expect(provider.received[0]?.length).toBeLessThan(0.7 * OUTPUT.length);
    expect(seen(messages)).toEqual(before);
  });

  it("with HeadroomOptimizer sends the events of the newest protocol as they are", async () => {
    const model = make([new HeadroomOptimizer(OPTIONS)]);
    const stream = model.streamEvents(conversation()) as unknown as AsyncIterable<unknown>;
    for await (const _event of stream);
    expect(provider.received[0]?.length).toBeGreaterThan(OUTPUT.length);
  });

  it("stays of its class and leaves the model as it was", async () => {
    const model = make([]);
    const wrapped = withHeadroom(model, OPTIONS);
    expect(wrapped).toBeInstanceOf(model.constructor);
    await model.invoke(conversation());
    expect(provider.received[0]?.length).toBeGreaterThan(OUTPUT.length);
  });
});

function bound(model: BaseChatModel): ReturnType<NonNullable<BaseChatModel["bindTools"]>> {
  return model.bindTools?.([search]) as ReturnType<NonNullable<BaseChatModel["bindTools"]>>;
}

async function textOf(stream: AsyncIterable<{ readonly text: string }>): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += chunk.text;
  return text;
}

async function lastEvent(events: AsyncIterable<{ readonly data: { readonly output?: unknown } }>): Promise<unknown> {
  let output: unknown;
  for await (const event of events) output = event.data.output ?? output;
  return (output as AIMessage).text;
}
