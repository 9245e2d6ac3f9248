import {
  createMemoryStore,
  HeadroomOptimizer,
  headroomMiddleware,
  headroomRetrieveTool,
  withHeadroom,
} from "@headroom/langchain";
import type { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { type BaseMessage, HumanMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { MessagesAnnotation, StateGraph } from "@langchain/langgraph";
import { ToolNode, toolsCondition } from "@langchain/langgraph/prebuilt";
import { createAgent } from "langchain";
import { z } from "zod";
import type { ModelDriver } from "../compatibility/drivers/langchain-model.js";
import { FUNCTION, TICKETS } from "../retrieval/tickets.js";

/** Leaves parts out of the smallest conversation, too. */
export const OPTIONS = { minimumCacheableTokens: 0, strict: true } as const;

/** An agent or a graph, as far as the tests ask it anything. */
export interface Invokable {
  invoke(input: { messages: BaseMessage[] }, config?: object): Promise<{ messages: BaseMessage[] }>;
}

/** An agent over a model that is at an address. `more` goes to whatever builds it, such as a checkpointer. */
export type Way = (driver: ModelDriver, url: string, more?: object) => Invokable;

const listTickets = tool(async () => TICKETS, {
  name: FUNCTION.name,
  description: FUNCTION.description,
  schema: z.object({ state: z.string() }),
});

/** An agent that lists tickets. */
export function agentOf(model: BaseChatModel, tools: readonly object[] = [], more: object = {}): Invokable {
  return createAgent({ model, tools: [listTickets, ...tools] as never, ...more }) as unknown as Invokable;
}

/** Ways to give an agent both Headroom and the tool that fetches. */
export const WAYS: Readonly<Record<string, Way>> = {
  "`headroomMiddleware({ autoRetrieve })`": (driver, url, more) =>
    agentOf(driver.client(url), [], { middleware: [headroomMiddleware({ ...OPTIONS, autoRetrieve: true })], ...more }),
  "`headroomMiddleware()` and the tool": (driver, url, more) => {
    const originals = createMemoryStore();
    const middleware = [headroomMiddleware({ ...OPTIONS, originals })];
    return agentOf(driver.client(url), [headroomRetrieveTool({ originals })], { middleware, ...more });
  },
  "`withHeadroom(model)` and the tool": (driver, url, more) => {
    const originals = createMemoryStore();
    const model = withHeadroom(driver.client(url), { ...OPTIONS, originals });
    return agentOf(model, [headroomRetrieveTool({ originals })], more);
  },
  "`HeadroomOptimizer` and the tool": (driver, url, more) => {
    const originals = createMemoryStore();
    const callback = new HeadroomOptimizer({ ...OPTIONS, originals }) as unknown as BaseCallbackHandler;
    return agentOf(driver.model(url, [callback]), [headroomRetrieveTool({ originals })], more);
  },
  "a graph of LangGraph, `withHeadroom(model)` and the tool": (driver, url, more) => {
    const originals = createMemoryStore();
    const tools = [listTickets, headroomRetrieveTool({ originals })];
    const model = withHeadroom(driver.client(url), { ...OPTIONS, originals }).bindTools?.(tools);
    return new StateGraph(MessagesAnnotation)
      .addNode("agent", async ({ messages }) => ({ messages: [await model?.invoke(messages)] as BaseMessage[] }))
      .addNode("tools", new ToolNode(tools))
      .addEdge("__start__", "agent")
      .addConditionalEdges("agent", toolsCondition)
      .addEdge("tools", "agent")
      .compile(more) as unknown as Invokable;
  },
};

/** Asks in one conversation that the application carries; gives all that was said in it. */
export async function ask(agent: Invokable, questions: readonly string[]): Promise<readonly BaseMessage[]> {
  let messages: BaseMessage[] = [];
  for (const question of questions) {
    ({ messages } = await agent.invoke({ messages: [...messages, new HumanMessage(question)] }));
  }
  return messages;
}
