import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAI } from "@ai-sdk/openai";
import { headroomMiddleware } from "@headroom/vercel-ai";
import { generateText, isStepCount, type ModelMessage, streamText, tool, wrapLanguageModel } from "ai";
import { describe, it } from "vitest";
import { z } from "zod";
import { expectOptimized } from "./support/expect-optimized.js";
import { FOLLOW_UP, FUNCTION, OUTPUT, QUESTION } from "./support/orders.js";

type Model = Parameters<typeof wrapLanguageModel>[0]["model"] & object;

const tools = {
  [FUNCTION.name]: tool({
    description: FUNCTION.description,
    inputSchema: z.object({ status: z.string() }),
    execute: async () => OUTPUT,
  }),
};

const MODELS: readonly [string, string, (url: string) => Model][] = [
  ["OpenAI chat", "messages", (url) => createOpenAI({ apiKey: "none", baseURL: `${url}/v1` }).chat("gpt-5.5")],
  ["OpenAI responses", "input", (url) => createOpenAI({ apiKey: "none", baseURL: `${url}/v1` }).responses("gpt-5.5")],
  [
    "Anthropic",
    "messages",
    (url) => createAnthropic({ apiKey: "none", baseURL: `${url}/v1` })("claude-sonnet-5") as Model,
  ],
];

describe.each(MODELS)("headroomMiddleware around %s", (_name, list, make) => {
  it.each([
    ["generateText", false],
    ["streamText", true],
  ])("%s", async (_how, stream) => {
    await expectOptimized<Model, readonly ModelMessage[]>({
      list,
      stream,
      sends: 2,
      start: [{ role: "user", content: QUESTION }],
      plain: make,
      optimized: (url) =>
        wrapLanguageModel({ model: make(url), middleware: headroomMiddleware({ strict: true }) }) as Model,
      async send(model, history) {
        const call = {
          model,
          messages: [...history],
          tools,
          stopWhen: isStepCount(3),
          maxRetries: 0,
        };
        const answered = stream ? await streamText(call).responseMessages : (await generateText(call)).responseMessages;
        return [...history, ...answered, { role: "user", content: FOLLOW_UP }];
      },
    });
  });
});
