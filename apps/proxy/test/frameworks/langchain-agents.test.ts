import {
  createMemoryStore,
  type HeadroomMiddlewareOptions,
  headroomMiddleware,
  headroomRetrieveTool,
  type Report,
  withHeadroom,
} from "@headroom/langchain";
import type { Script } from "@headroom/proxy/sandbox";
import { type BaseMessage, HumanMessage, type ToolMessage, type UsageMetadata } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { MemorySaver } from "@langchain/langgraph";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { MODELS, type ModelDriver } from "../compatibility/drivers/langchain-model.js";
import type { ServedSandbox } from "../compatibility/serve-sandbox.js";
import {
  ASKED,
  FIRST_QUESTION,
  FUNCTION,
  modelInCircles,
  modelThatReads,
  SECOND_QUESTION,
  TICKETS,
} from "../retrieval/tickets.js";
import { agentOf, ask, OPTIONS, WAYS } from "./langchain-ways.js";
import { arrived, serveModel } from "./serve-model.js";

const FOUND = `The note is ${ASKED.note}.`;
const [CHAT] = MODELS as readonly [ModelDriver, ModelDriver, ModelDriver];
const QUESTIONS = [FIRST_QUESTION, SECOND_QUESTION];

function contentsOf(messages: readonly BaseMessage[], name: string): readonly unknown[] {
  return messages.filter((message) => (message as ToolMessage).name === name).map(({ content }) => content);
}

function inputTokensOf(message: BaseMessage): number | undefined {
  return (message as { usage_metadata?: UsageMetadata }).usage_metadata?.input_tokens;
}

function expectFetched(served: ServedSandbox, messages: readonly BaseMessage[]): void {
  expect(messages.at(-1)?.text).toBe(FOUND);
  // The question, the list, the second question, and what was fetched for it.
  expect(arrived(served, ASKED.note)).toEqual([false, false, false, true]);
  expect(arrived(served, '"headroom_retrieve"')).toEqual([true, true, true, true]);
  expect(contentsOf(messages, FUNCTION.name)).toEqual([TICKETS]);
  expect(contentsOf(messages, "headroom_retrieve")).toEqual([expect.stringContaining(ASKED.note)]);
}

describe.each(Object.entries(WAYS))("an agent with %s", (_name, way) => {
  it.each(MODELS)("completes a task that needs an omitted row, by fetching it ($name)", async (driver) => {
    const served = await serveModel(modelThatReads);
    const messages = await ask(way(driver, served.url), QUESTIONS);
    expectFetched(served, messages);
    const lists = served.exchanges.map(({ body }) => JSON.stringify(JSON.parse(body)[driver.list]));
    for (const [at, list] of lists.slice(1).entries()) {
      expect(list.startsWith(lists[at]?.slice(0, -1) ?? "none")).toBe(true);
    }
    // What the provider counted is what the application reads, per call.
    const inputs = messages.flatMap((message) => inputTokensOf(message) ?? []);
    expect(inputs).toHaveLength(4);
    expect(Math.max(...inputs)).toBeLessThan(4000);
  });

  it("is told where it fetches in circles", async () => {
    const served = await serveModel(modelInCircles);
    const messages = await ask(way(CHAT, served.url), QUESTIONS);
    expect(messages.at(-1)?.text).toBe("I went in circles.");
    expect(served.exchanges).toHaveLength(6);
    const fetched = messages.filter((message) => (message as ToolMessage).name === "headroom_retrieve");
    expect(fetched.map((message) => (message as ToolMessage).status)).toEqual(["success", "success", "error"]);
  });

  it("goes on from a checkpoint in another process, whose store is empty", async () => {
    const served = await serveModel(modelThatReads);
    const checkpointer = new MemorySaver();
    const config = { configurable: { thread_id: "1" } };
    const first = await way(CHAT, served.url, { checkpointer }).invoke(
      { messages: [new HumanMessage(FIRST_QUESTION)] },
      config,
    );
    expect(contentsOf(first.messages, FUNCTION.name)).toEqual([TICKETS]);
    const second = way(CHAT, served.url, { checkpointer });
    const { messages } = await second.invoke({ messages: [new HumanMessage(SECOND_QUESTION)] }, config);
    expectFetched(served, messages);
    for await (const { checkpoint } of checkpointer.list(config)) {
      const kept = (checkpoint.channel_values.messages ?? []) as BaseMessage[];
      for (const content of contentsOf(kept, FUNCTION.name)) expect(content).toBe(TICKETS);
    }
  });
});

it("an agent without the tool has nothing left out, also inside a tool of one that has it", async () => {
  const served = await serveModel(modelThatReads);
  const originals = createMemoryStore();
  const model = withHeadroom(CHAT.client(served.url), { ...OPTIONS, originals });
  const inner = agentOf(model);
  const delegate = tool(async () => String((await ask(inner, QUESTIONS)).at(-1)?.text), {
    name: "ask_someone",
    description: "Asks someone who lists tickets",
    schema: z.object({ what: z.string() }),
  });
  let delegated = false;
  const outerModel: Script = (prompt) => {
    if (delegated || !prompt.tools.some(({ name }) => name === "ask_someone")) return modelThatReads(prompt);
    delegated = true;
    return { text: "", calls: [{ name: "ask_someone", input: { what: "all" } }] };
  };
  const outer = await serveModel(outerModel);
  const agent = agentOf(withHeadroom(CHAT.client(outer.url), { ...OPTIONS, originals }), [
    delegate,
    headroomRetrieveTool({ originals }),
  ]);
  const { messages } = await agent.invoke({ messages: [new HumanMessage(FIRST_QUESTION)] });
  expect(contentsOf(messages, "ask_someone")).toEqual([FOUND]);
  expect(arrived(served, "headroom_retrieve")).toEqual([false, false, false]);
  expect(arrived(served, ASKED.note)).toEqual([false, true, true]);
  expect(arrived(outer, "headroom_retrieve")).toEqual([true, true]);
});

describe("the tool", () => {
  const originals = createMemoryStore();
  const fetched = headroomRetrieveTool({ originals });
  const call = (args: object) => ({ type: "tool_call" as const, id: "c", name: fetched.name, args });

  it("reads what models write, and tells them what is wrong", async () => {
    const reports: Report[] = [];
    const served = await serveModel(modelThatReads);
    const options: HeadroomMiddlewareOptions = { ...OPTIONS, originals, onReport: (report) => reports.push(report) };
    await agentOf(CHAT.client(served.url), [fetched], { middleware: [headroomMiddleware(options)] }).invoke({
      messages: [new HumanMessage(FIRST_QUESTION)],
    });
    const handle = reports.at(-1)?.handles[0];
    const row = JSON.stringify(JSON.parse(TICKETS)[6]);
    expect(await fetched.invoke({ handle, rows: 7, grep: null } as never)).toBe(row);
    expect(await fetched.invoke(call({ handle, rows: "7", lines: "" }))).toMatchObject({
      content: row,
      tool_call_id: "c",
    });
    expect(await fetched.invoke(call({ handle: "0123456789ab" }))).toMatchObject({
      content: "Nothing is stored under 0123456789ab any more. Run the tool again.",
      status: "error",
      name: "headroom_retrieve",
    });
    await expect(fetched.invoke(call({ rows: 7 }))).rejects.toThrow("did not match expected schema");
  });
});

describe("autoRetrieve", () => {
  it.each([
    [{ autoRetrieve: true, profile: "lossless" }, "autoRetrieve has no effect where nothing is left out"],
    [{ autoRetrieve: true, retrieval: "off" }, "autoRetrieve has no effect where nothing is left out"],
    [{ autoRetrieve: { maxFetches: 0 } }, "maxFetches is 0; it must be a number from 1 up."],
  ] as const)("refuses %o", (options, message) => {
    expect(() => headroomMiddleware(options)).toThrow(message);
  });
});
