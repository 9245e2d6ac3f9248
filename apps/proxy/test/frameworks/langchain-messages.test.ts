import { HeadroomOptimizer, withHeadroom } from "@headroom/langchain";
import { ChatAnthropic } from "@langchain/anthropic";
import type { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import {
  AIMessage,
  type AIMessageChunk,
  type BaseMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
  type UsageMetadata,
} from "@langchain/core/messages";
import { ChatOpenAI } from "@langchain/openai";
import { describe, expect, it } from "vitest";
import { FUNCTION, modelThatReads, TICKETS } from "../retrieval/tickets.js";
import { OPTIONS } from "./langchain-ways.js";
import { serveModel } from "./serve-model.js";

type Make = (url: string, callbacks?: BaseCallbackHandler[]) => BaseChatModel;

const openai = (more: object): Make => {
  return (url, callbacks = []) =>
    new ChatOpenAI({
      ...{ model: "gpt-5.5", apiKey: "none", maxRetries: 0, callbacks, ...more },
      configuration: { baseURL: `${url}/v1` },
    });
};
const anthropic = (more: object): Make => {
  return (anthropicApiUrl, callbacks = []) =>
    new ChatAnthropic({
      ...{ model: "claude-sonnet-5", apiKey: "none", maxRetries: 0, callbacks, anthropicApiUrl, ...more },
    });
};

/** Models that answer in their provider's blocks, and in those that are the same for all providers. */
const models: readonly [string, Make][] = [
  ["ChatOpenAI", openai({})],
  ["ChatOpenAI, v1 blocks", openai({ outputVersion: "v1" })],
  ["ChatOpenAI responses", openai({ useResponsesApi: true })],
  ["ChatOpenAI responses, v1 blocks", openai({ useResponsesApi: true, outputVersion: "v1" })],
  ["ChatAnthropic", anthropic({})],
  ["ChatAnthropic, v1 blocks", anthropic({ outputVersion: "v1" })],
];

const wraps: readonly [string, (make: Make, url: string) => BaseChatModel][] = [
  ["withHeadroom", (make, url) => withHeadroom(make(url), OPTIONS)],
  ["HeadroomOptimizer", (make, url) => make(url, [new HeadroomOptimizer(OPTIONS) as unknown as BaseCallbackHandler])],
];

const TEXT = (text: string) => ({ type: "text", text });

/** LangChain writes lists of blocks into requests for responses as one string, in which the output cannot be found again. */
const contentFor = (model: string): ToolMessage["content"] =>
  model.includes("responses") ? TICKETS : [TEXT(TICKETS), TEXT("That is all.")];

/** A history with all that messages carry besides their texts. */
function history(content: ToolMessage["content"]): BaseMessage[] {
  const call = { id: "call_1", name: FUNCTION.name, args: { state: "open", page: 1.5 }, type: "tool_call" as const };
  return [
    new SystemMessage({ content: "You help.", id: "s0" }),
    new HumanMessage({
      content: [TEXT("List"), TEXT("the tickets")],
      id: "h0",
      name: "ada",
      additional_kwargs: { seen: true },
    }),
    new AIMessage({
      content: "I list them.",
      id: "a0",
      tool_calls: [call],
      additional_kwargs: { refusal: null },
      response_metadata: { finish_reason: "tool_calls", model_name: "gpt-5.5" },
      usage_metadata: { input_tokens: 10, output_tokens: 3, total_tokens: 13, input_token_details: { cache_read: 4 } },
    } as never),
    new ToolMessage({
      content,
      tool_call_id: call.id,
      name: call.name,
      id: "t0",
      artifact: new Map([["rows", 400]]),
      metadata: { took: 12 },
      additional_kwargs: { page: 1 },
      status: "success",
    }),
    new HumanMessage("How many?"),
  ];
}

function seen(messages: readonly BaseMessage[]): unknown {
  return messages.map((message) => [message.constructor.name, { ...message }, message.toDict(), message.contentBlocks]);
}

/** A message without what differs between two equal calls: ids, times, and tokens of a shorter request. */
function comparable(message: BaseMessage): unknown {
  return JSON.parse(JSON.stringify({ ...message.toDict(), blocks: message.contentBlocks }), (key, value) => {
    if (/^(?:id|created|created_at|request_id)$/.test(key)) return "made anew";
    return /token/i.test(key) ? "counted" : value;
  });
}

function inputTokensOf(message: BaseMessage): number {
  return (message as { usage_metadata?: UsageMetadata }).usage_metadata?.input_tokens ?? Number.NaN;
}

/** LangChain writes some answers that it streamed in a way that providers refuse: with Headroom they do so, too. */
async function outcomeOf(call: Promise<BaseMessage>): Promise<string> {
  return call.then(
    ({ text }) => text,
    (error: Error) => error.message,
  );
}

describe.each(wraps)("%s", (_name, wrap) => {
  describe.each(models)("around %s", (name, make) => {
    it.each(["invoke", "stream"] as const)("leaves messages and answers what they are (%s)", async (how) => {
      const [ours, theirs] = [await serveModel(modelThatReads), await serveModel(modelThatReads)];
      const [messages, others] = [history(contentFor(name)), history(contentFor(name))];
      const before = seen(messages);
      const call = async (model: BaseChatModel, said: BaseMessage[]): Promise<BaseMessage> => {
        if (how === "invoke") return model.invoke(said);
        let answer: BaseMessage | undefined;
        for await (const chunk of await model.stream(said)) {
          answer = answer === undefined ? chunk : (answer as AIMessageChunk).concat(chunk as AIMessageChunk);
        }
        return answer as BaseMessage;
      };
      const answer = await call(wrap(make, ours.url), messages);
      const plain = await call(make(theirs.url), others);
      expect(seen(messages)).toEqual(before);
      expect(comparable(answer)).toEqual(comparable(plain));
      expect(inputTokensOf(answer)).toBeLessThan(0.8 * inputTokensOf(plain));
      const [sent, whole] = [ours.exchanges[0]?.body ?? "", theirs.exchanges[0]?.body ?? ""];
      const [head, tail] = whole.split(JSON.stringify(TICKETS)) as [string, string];
      expect(sent.startsWith(head)).toBe(true);
      expect(sent.endsWith(tail)).toBe(true);
      expect(sent.length).toBeLessThan(0.8 * whole.length);
      // The answer goes on as any other message: the next request begins with this one.
      const next = [answer, new HumanMessage("Thank you.")];
      expect(await outcomeOf(call(wrap(make, ours.url), [...messages, ...next]))).toBe(
        await outcomeOf(call(make(theirs.url), [...others, ...next])),
      );
      const [first, second] = ours.exchanges.map(({ body }) => {
        const { messages: list, input } = JSON.parse(body);
        return JSON.stringify(list ?? input).slice(0, -1);
      });
      expect(second?.startsWith(first ?? "none")).toBe(true);
    });
  });
});
