import * as anthropic7 from "@ai-sdk/anthropic";
import * as openai7 from "@ai-sdk/openai";
import * as ai7 from "ai";
import * as ai5 from "ai5";
import * as ai6 from "ai6";
import * as anthropic5 from "anthropic5";
import * as anthropic6 from "anthropic6";
import * as openai5 from "openai5";
import * as openai6 from "openai6";
import { z } from "zod";
import type { Driver } from "../driver.js";
import { FOLLOW_UP, FUNCTION, OUTPUT } from "../orders.js";

type Ai = typeof ai7;
type Model = Parameters<Ai["wrapLanguageModel"]>[0]["model"] & object;
type Messages = readonly ai7.ModelMessage[];

/** A language model of the AI SDK, and how the version that it is of wraps it. */
export interface AiDriver extends Driver<Model, Messages> {
  readonly wrapLanguageModel: Ai["wrapLanguageModel"];
}

/** The major versions, seen through the types of the newest. */
const VERSIONS = [
  { name: "AI SDK 5", ai: ai5, openai: openai5, anthropic: anthropic5, packages: ["ai5", "openai5", "anthropic5"] },
  { name: "AI SDK 6", ai: ai6, openai: openai6, anthropic: anthropic6, packages: ["ai6", "openai6", "anthropic6"] },
  {
    name: "AI SDK 7",
    ai: ai7,
    openai: openai7,
    anthropic: anthropic7,
    packages: ["ai", "@ai-sdk/openai", "@ai-sdk/anthropic"],
  },
] as unknown as readonly {
  readonly name: string;
  readonly ai: Ai;
  readonly openai: typeof openai7;
  readonly anthropic: typeof anthropic7;
  readonly packages: readonly [string, string, string];
}[];

/** The drivers of each version. */
export const AI_SDKS: readonly AiDriver[] = VERSIONS.flatMap(({ name, ai, openai, anthropic, packages }) => {
  const [own, forOpenAI, forAnthropic] = packages;
  const fromOpenAI = (url: string) => openai.createOpenAI({ apiKey: "none", baseURL: `${url}/v1` });
  const fromAnthropic = (url: string) => anthropic.createAnthropic({ apiKey: "none", baseURL: `${url}/v1` });
  return [
    aiDriver(ai, `${name}, OpenAI chat`, [own, forOpenAI], "messages", (url) => fromOpenAI(url).chat("gpt-5.5")),
    aiDriver(ai, `${name}, OpenAI responses`, [own, forOpenAI], "input", (url) => fromOpenAI(url).responses("gpt-5.5")),
    aiDriver(ai, `${name}, Anthropic`, [own, forAnthropic], "messages", (url) => fromAnthropic(url)("claude-sonnet-5")),
  ];
});

function aiDriver(
  ai: Ai,
  name: string,
  packages: readonly string[],
  list: string,
  client: (url: string) => unknown,
): AiDriver {
  const tools = {
    [FUNCTION.name]: ai.tool({
      description: FUNCTION.description,
      inputSchema: z.object({ status: z.string() }),
      execute: async () => OUTPUT,
    }),
  };
  const call = (model: Model, history: Messages, abortSignal: AbortSignal | undefined) => ({
    model,
    messages: [...history],
    tools,
    stopWhen: ai.stepCountIs(3),
    maxRetries: 0,
    ...(abortSignal && { abortSignal }),
  });
  return {
    name,
    packages,
    source: import.meta.url,
    list,
    sends: 2,
    wrapLanguageModel: ai.wrapLanguageModel,
    client: (url) => client(url) as Model,
    says: (content) => [{ role: "user", content }],
    async whole(model, history, signal) {
      return continued(history, await messagesOf(await ai.generateText(call(model, history, signal))));
    },
    async *streamed(model, history, signal) {
      const result = ai.streamText({ ...call(model, history, signal), onError: () => {} });
      for await (const part of result.fullStream) {
        if (part.type === "text-delta") yield part.text;
        if (part.type === "error") throw part.error;
        if (part.type === "abort") throw new Error("The stream says that it was aborted.");
      }
      return continued(history, await messagesOf(result));
    },
  };
}

/** What the model and the tools said in all steps; versions differ in where they keep it. */
async function messagesOf(result: object): Promise<Messages> {
  const { responseMessages, response } = result as {
    readonly responseMessages?: PromiseLike<Messages> | Messages;
    readonly response: PromiseLike<{ readonly messages: Messages }> | { readonly messages: Messages };
  };
  return (await responseMessages) ?? (await response).messages;
}

function continued(history: Messages, said: Messages): Messages {
  return [...history, ...said, { role: "user", content: FOLLOW_UP }];
}
