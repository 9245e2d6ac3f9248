import { HeadroomOptimizer, headroomMiddleware, withHeadroom } from "@headroom/langchain";
import { ChatAnthropic } from "@langchain/anthropic";
import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { type AIMessageChunk, type BaseMessage, HumanMessage, ToolMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { ChatOpenAI } from "@langchain/openai";
import { createAgent } from "langchain";
import { describe, it } from "vitest";
import { z } from "zod";
import { expectOptimized } from "./support/expect-optimized.js";
import { FOLLOW_UP, FUNCTION, OUTPUT, QUESTION } from "./support/orders.js";

const OPTIONS = { strict: true } as const;
const listOrders = tool(async () => OUTPUT, {
  name: FUNCTION.name,
  description: FUNCTION.description,
  schema: z.object({ status: z.string() }),
});

type MakeModel = (url: string, callbacks?: HeadroomOptimizer[]) => BaseChatModel;

const openai = (more: object): MakeModel => {
  const always = { model: "gpt-5.5", apiKey: "none", maxRetries: 0 };
  return (url, callbacks = []) =>
    new ChatOpenAI({ ...always, ...more, callbacks, configuration: { baseURL: `${url}/v1` } });
};
const anthropic: MakeModel = (url, callbacks = []) =>
  new ChatAnthropic({ model: "claude-sonnet-5", apiKey: "none", maxRetries: 0, callbacks, anthropicApiUrl: url });

const MODELS: readonly [string, string, MakeModel][] = [
  ["ChatOpenAI", "messages", openai({})],
  ["ChatOpenAI on responses", "input", openai({ useResponsesApi: true })],
  ["ChatAnthropic", "messages", anthropic],
];
const WAYS: readonly [string, (make: MakeModel, url: string) => BaseChatModel][] = [
  ["withHeadroom", (make, url) => withHeadroom(make(url), OPTIONS)],
  ["HeadroomOptimizer", (make, url) => make(url, [new HeadroomOptimizer(OPTIONS)])],
];
const HOWS: readonly [string, boolean][] = [
  ["whole", false],
  ["streamed", true],
];

describe.each(MODELS)("%s", (_model, list, make) => {
  describe.each(HOWS)("answers %s", (_how, stream) => {
    it.each(WAYS)("%s", async (_way, wrap) => {
      await expectOptimized<BaseChatModel, readonly BaseMessage[]>({
        list,
        stream,
        sends: 3,
        start: [new HumanMessage(QUESTION)],
        plain: (url) => make(url),
        optimized: (url) => wrap(make, url),
        async send(model, history) {
          const answer = await ask(model, [...history], stream);
          const results = (answer.tool_calls ?? []).map(
            ({ id = "", name }) => new ToolMessage({ content: OUTPUT, tool_call_id: id, name }),
          );
          return [...history, answer, ...(results.length > 0 ? results : [new HumanMessage(FOLLOW_UP)])];
        },
      });
    });

    it("createAgent with headroomMiddleware", async () => {
      const agentOf = (url: string, middleware: readonly ReturnType<typeof headroomMiddleware>[]) =>
        createAgent({ model: make(url), tools: [listOrders], middleware });
      await expectOptimized<ReturnType<typeof agentOf>, BaseMessage[]>({
        list,
        stream,
        sends: 2,
        start: [new HumanMessage(QUESTION)],
        plain: (url) => agentOf(url, []),
        optimized: (url) => agentOf(url, [headroomMiddleware(OPTIONS)]),
        async send(agent, messages) {
          if (!stream) return [...(await agent.invoke({ messages })).messages, new HumanMessage(FOLLOW_UP)];
          let state = messages;
          // That messages are asked for makes the agent stream the answers of the model.
          for await (const [mode, chunk] of await agent.stream({ messages }, { streamMode: ["values", "messages"] })) {
            if (mode === "values") state = (chunk as { messages: BaseMessage[] }).messages;
          }
          return [...state, new HumanMessage(FOLLOW_UP)];
        },
      });
    });
  });
});

async function ask(model: BaseChatModel, messages: BaseMessage[], stream: boolean): Promise<AIMessageChunk> {
  const bound = model.bindTools?.([listOrders]);
  if (bound === undefined) throw new Error("The model takes no tools.");
  if (!stream) return bound.invoke(messages);
  let answer: AIMessageChunk | undefined;
  for await (const chunk of await bound.stream(messages)) answer = answer === undefined ? chunk : answer.concat(chunk);
  if (answer === undefined) throw new Error("The stream was empty.");
  return answer;
}
