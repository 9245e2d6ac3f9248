import type { BaseMessage, ToolMessage } from "@langchain/core/messages";
import { HumanMessage } from "@langchain/core/messages";
import type { RunnableConfig } from "@langchain/core/runnables";
import { tool } from "@langchain/core/tools";
import { type Checkpoint, type CheckpointMetadata, MemorySaver } from "@langchain/langgraph";
import { ChatOpenAI } from "@langchain/openai";
import { type AgentMiddleware, createAgent, initChatModel } from "langchain";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type ScriptedProvider, startScriptedProvider } from "../../core/test/scripted-provider.js";
import { HeadroomOptimizer, headroomMiddleware, withHeadroom } from "../src/index.js";
import { conversation, messagesIn, OUTPUT } from "./conversation.js";

let provider: ScriptedProvider;
beforeAll(async () => {
  provider = await startScriptedProvider();
});
afterAll(() => provider.close());
beforeEach(() => {
  provider.received.length = 0;
  provider.script({ tool: "search", input: { query: "users" } }, { text: "found" });
});

const OPTIONS = { strict: true } as const;
const tools = [
  tool(async () => OUTPUT, { name: "search", description: "Searches", schema: z.object({ query: z.string() }) }),
];
const plain = (callbacks: HeadroomOptimizer[] = []): ChatOpenAI =>
  new ChatOpenAI({ model: "gpt-5.5", apiKey: "k", callbacks, configuration: { baseURL: `${provider.url}/v1` } });

interface Way {
  readonly model: ChatOpenAI;
  readonly middleware?: readonly AgentMiddleware[];
}
const ways: readonly [string, () => Way][] = [
  ["headroomMiddleware", () => ({ model: plain(), middleware: [headroomMiddleware(OPTIONS)] })],
  ["withHeadroom", () => ({ model: withHeadroom(plain(), OPTIONS) })],
  ["HeadroomOptimizer", () => ({ model: plain([new HeadroomOptimizer(OPTIONS)]) })],
];

/** Writes checkpoints as slowly as a database far away, so that they are written while the model is called. */
class SlowSaver extends MemorySaver {
  override async put(config: RunnableConfig, checkpoint: Checkpoint, metadata: CheckpointMetadata) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return super.put(config, checkpoint, metadata);
  }
}

function toolOutput(messages: readonly object[]): unknown {
  return messages.find((message): message is ToolMessage => "tool_call_id" in message)?.content;
}

describe.each(ways)("createAgent with %s", (_way, way) => {
  const agentOf = (others: object = {}) => {
    const { model, middleware = [] } = way();
    return createAgent({ model, tools, middleware, systemPrompt: "You search.", ...others });
  };
  const input = () => ({ messages: [new HumanMessage("Search for users")] });

  it("sends the tool output smaller and keeps it whole in its state", async () => {
    const { messages } = await agentOf().invoke(input());
    expect(messages.at(-1)?.text).toBe("found");
    expect(toolOutput(messages)).toBe(OUTPUT);
    expect(provider.received).toHaveLength(2);
    expect(provider.received[1]?.length).toBeLessThan(0.7 * OUTPUT.length);
    const [first, second] = provider.received.map(messagesIn) as [string, string];
    expect(second.startsWith(first.slice(0, -1))).toBe(true);
  });

  it("does so while it streams updates, values and messages", async () => {
    const streams = await agentOf().stream(input(), { streamMode: ["updates", "values", "messages"] });
    const states: BaseMessage[][] = [];
    const outputs = new Set<unknown>();
    for await (const [mode, chunk] of streams) {
      if (mode !== "values") continue;
      const { messages } = chunk as { messages: BaseMessage[] };
      states.push(messages);
      outputs.add(toolOutput(JSON.parse(JSON.stringify(messages.map((message) => message.toDict().data)))));
    }
    expect([...new Set(states.map(toolOutput))]).toEqual([undefined, OUTPUT]);
    expect([...outputs]).toEqual([undefined, OUTPUT]);
    expect(provider.received[1]?.length).toBeLessThan(0.7 * OUTPUT.length);
  });

  it.each(["sync", "async", "exit"] as const)("writes it whole into checkpoints (%s)", async (durability) => {
    const checkpointer = new SlowSaver();
    const agent = agentOf({ checkpointer });
    const config = { configurable: { thread_id: "1" }, durability };
    await agent.invoke(input(), config);
    const outputs = new Set<unknown>();
    for await (const { checkpoint } of checkpointer.list(config)) {
      outputs.add(toolOutput((checkpoint.channel_values.messages as BaseMessage[] | undefined) ?? []));
    }
    expect(outputs).toContain(OUTPUT);
    expect([...outputs].filter((output) => output !== undefined && output !== OUTPUT)).toEqual([]);

    await agent.invoke({ messages: [new HumanMessage("And tides?")] }, config);
    const [, second, third] = provider.received.map(messagesIn) as [string, string, string];
    expect(third.startsWith(second.slice(0, -1))).toBe(true);
  });

  it("gives a structured response", async () => {
    provider.script({ tool: "search", input: { query: "users" } }, { text: '{"count":2}' });
    const agent = agentOf({ responseFormat: z.object({ count: z.number() }) });
    const state: object = await agent.invoke(input());
    const { structuredResponse, messages } = state as { structuredResponse: unknown; messages: BaseMessage[] };
    expect(structuredResponse).toEqual({ count: 2 });
    expect(toolOutput(messages)).toBe(OUTPUT);
    expect(provider.received[1]?.length).toBeLessThan(0.7 * OUTPUT.length);
  });

  it("keeps the state whole when the model fails", async () => {
    const checkpointer = new MemorySaver();
    provider.script({ tool: "search", input: { query: "users" } }, { status: 400 });
    const agent = agentOf({ checkpointer });
    const config = { configurable: { thread_id: "1" } };
    await expect(agent.invoke(input(), config)).rejects.toThrow("refused by the script");
    const state = await agent.graph.getState(config);
    expect(toolOutput((state.values as { messages: BaseMessage[] }).messages)).toBe(OUTPUT);
  });

  it("runs over one history many times at once", async () => {
    const history = [...conversation().slice(1), new HumanMessage("And tides?")];
    provider.script(...Array.from({ length: 4 }, () => ({ text: "found" })));
    const agent = agentOf();
    const states = await Promise.all(Array.from({ length: 4 }, () => agent.invoke({ messages: history })));
    expect(states.map(({ messages }) => toolOutput(messages))).toEqual([OUTPUT, OUTPUT, OUTPUT, OUTPUT]);
    expect(toolOutput(history)).toBe(OUTPUT);
    expect(new Set(provider.received).size).toBe(1);
    expect(provider.received[0]?.length).toBeLessThan(0.7 * OUTPUT.length);
  });
});

describe("withHeadroom around initChatModel", () => {
  const universal = () =>
    initChatModel("gpt-5.5", {
      modelProvider: "openai",
      apiKey: "k",
      configuration: { baseURL: `${provider.url}/v1` },
    });

  it("wraps the model that is chosen when it is called", async () => {
    provider.script();
    const model = withHeadroom(await universal(), OPTIONS);
    const messages = conversation();
    expect((await model.invoke(messages)).text).toBe("done");
    expect((await model.bindTools(tools).invoke(messages)).text).toBe("done");
    for await (const _chunk of await model.stream(messages));
    for (const body of provider.received) expect(body.length).toBeLessThan(0.7 * OUTPUT.length);
    expect(provider.received).toHaveLength(3);
    expect(toolOutput(messages)).toBe(OUTPUT);
  });

  it("gives structured output and drives an agent", async () => {
    provider.script({ text: '{"count":2}' });
    const model = withHeadroom(await universal(), OPTIONS);
    const structured = model.withStructuredOutput(z.object({ count: z.number() }));
    expect(await structured.invoke(conversation())).toEqual({ count: 2 });
    expect(provider.received[0]?.length).toBeLessThan(0.7 * OUTPUT.length);
    provider.script({ tool: "search", input: { query: "users" } }, { text: "found" });
    const { messages } = await createAgent({ model, tools }).invoke({ messages: [new HumanMessage("Search")] });
    expect(toolOutput(messages)).toBe(OUTPUT);
    expect(provider.received[2]?.length).toBeLessThan(0.7 * OUTPUT.length);
  });
});
