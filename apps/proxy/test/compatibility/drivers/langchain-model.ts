import { ChatAnthropic } from "@langchain/anthropic";
import type { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import {
  type AIMessage,
  type AIMessageChunk,
  type BaseMessage,
  HumanMessage,
  ToolMessage,
} from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { ChatOpenAI } from "@langchain/openai";
import { z } from "zod";
import type { Driver } from "../driver.js";
import { FOLLOW_UP, FUNCTION, OUTPUT } from "../orders.js";

/** A chat model of LangChain, and how one is made with callbacks. */
export interface ModelDriver extends Driver<BaseChatModel, readonly BaseMessage[]> {
  model(url: string, callbacks: BaseCallbackHandler[]): BaseChatModel;
}

export const listOrders = tool(async () => OUTPUT, {
  name: FUNCTION.name,
  description: FUNCTION.description,
  schema: z.object({ status: z.string() }),
});

const chatOpenAI = (more: object) => (url: string, callbacks: BaseCallbackHandler[]) => {
  const always = { model: "gpt-5.5", apiKey: "none", maxRetries: 0, callbacks };
  return new ChatOpenAI({ ...always, ...more, configuration: { baseURL: `${url}/v1` } });
};

export const MODELS: readonly ModelDriver[] = [
  modelDriver("LangChain ChatOpenAI", "@langchain/openai", "messages", chatOpenAI({})),
  modelDriver("LangChain ChatOpenAI, responses", "@langchain/openai", "input", chatOpenAI({ useResponsesApi: true })),
  modelDriver("LangChain ChatAnthropic", "@langchain/anthropic", "messages", (anthropicApiUrl, callbacks) => {
    return new ChatAnthropic({ model: "claude-sonnet-5", apiKey: "none", maxRetries: 0, callbacks, anthropicApiUrl });
  }),
];

function modelDriver(name: string, from: string, list: string, model: ModelDriver["model"]): ModelDriver {
  return {
    name,
    packages: ["@langchain/core", from],
    source: import.meta.url,
    list,
    sends: 3,
    model,
    client: (url) => model(url, []),
    says: (text) => [new HumanMessage(text)],
    async whole(chatModel, history, signal) {
      const answer = await withTools(chatModel).invoke([...history], { ...(signal && { signal }) });
      return continued(history, answer as AIMessage);
    },
    async *streamed(chatModel, history, signal) {
      let answer: AIMessageChunk | undefined;
      for await (const chunk of await withTools(chatModel).stream([...history], { ...(signal && { signal }) })) {
        answer = answer === undefined ? (chunk as AIMessageChunk) : answer.concat(chunk as AIMessageChunk);
        yield chunk.text;
      }
      if (answer === undefined) throw new Error("The stream was empty.");
      return continued(history, answer);
    },
  };
}

function withTools(model: BaseChatModel) {
  const bound = model.bindTools?.([listOrders]);
  if (bound === undefined) throw new Error("The model takes no tools.");
  return bound;
}

function continued(history: readonly BaseMessage[], answer: AIMessage): readonly BaseMessage[] {
  const results = (answer.tool_calls ?? []).map(
    ({ id = "", name }) => new ToolMessage({ content: OUTPUT, tool_call_id: id, name }),
  );
  return [...history, answer, ...(results.length > 0 ? results : [new HumanMessage(FOLLOW_UP)])];
}
