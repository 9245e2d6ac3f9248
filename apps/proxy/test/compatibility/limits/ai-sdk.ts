import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAI } from "@ai-sdk/openai";
import { headroomMiddleware } from "@headroom/vercel-ai";
import { generateText, type ModelMessage, wrapLanguageModel } from "ai";
import * as ai6 from "ai6";
import { expect } from "vitest";
import type { DeclareLimit } from "../coverage.js";
import { OUTPUT, QUESTION } from "../orders.js";
import { expectWhole, startReceiver } from "./expect-size.js";

const source = import.meta.url;

export function declareAiSdkLimits(limits: DeclareLimit): void {
  limits(
    {
      where: "AI SDK",
      what: "results of tools that the provider runs (`providerExecuted`) are sent unchanged",
      why: "the provider checks that they are what it returned, and some are encrypted",
      instead: "nothing; results of your own tools in the same request are shortened",
      packages: ["ai", "@ai-sdk/anthropic"],
      source,
    },
    async () => {
      const { url, body } = await startReceiver();
      const provider = createAnthropic({ apiKey: "none", baseURL: `${url}/v1` });
      const call = { toolCallId: "srvtoolu_1", toolName: "run" };
      const value = { type: "code_execution_result", stdout: OUTPUT, stderr: "", return_code: 0 };
      const messages: ModelMessage[] = [
        { role: "user", content: QUESTION },
        {
          role: "assistant",
          content: [
            { type: "tool-call", ...call, input: { code: "print()" }, providerExecuted: true },
            { type: "tool-result", ...call, output: { type: "json", value } },
          ],
        },
        { role: "user", content: "Go on." },
      ];
      const model = wrapLanguageModel({ model: provider("claude-sonnet-5"), middleware: headroomMiddleware() });
      await generateText({ model, messages, tools: { run: provider.tools.codeExecution_20250522() } });
      expectWhole(body());
    },
  );

  limits(
    {
      where: "AI SDK",
      what: "models of AI SDK 7's providers are refused by `ai` 6",
      why: "it does not know their specification, version 4; if such a model is wrapped, `ai` 6 sees only the wrapper, and these tests do not cover what happens then",
      instead: "the providers that belong to `ai` 6",
      packages: ["ai6", "@ai-sdk/openai"],
      source,
    },
    async () => {
      const { url, exchanges } = await startReceiver();
      const model = createOpenAI({ apiKey: "none", baseURL: `${url}/v1` })("gpt-5.5") as never;
      const answer = ai6.generateText({ model, prompt: QUESTION, maxRetries: 0 });
      await expect(answer).rejects.toThrow("Unsupported model version v4");
      expect(exchanges).toEqual([]);
    },
  );
}
