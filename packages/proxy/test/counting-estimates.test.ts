import type { Dialect, JsonObject, ProviderCounting } from "@headroom/core";
import { anthropicCounting, anthropicMessages } from "@headroom/providers-anthropic";
import { cohereChat, cohereCounting } from "@headroom/providers-cohere";
import { googleCounting, googleGenerateContent } from "@headroom/providers-google";
import { litellmChat, litellmCounting } from "@headroom/providers-litellm";
import { hasTekken, mistralChat, mistralCounting } from "@headroom/providers-mistral";
import { openaiChat, openaiCounting, openaiResponses } from "@headroom/providers-openai";
import { createRequestEstimate, createScaledCounter, loadTextCounters, loadTokenizer } from "@headroom/tokenizers";
import { loadSentencePiece } from "@headroom/tokenizers/sentencepiece";
import { loadTekken } from "@headroom/tokenizers/tekken";
import { describe, expect, it } from "vitest";
import { naturalTexts } from "../../core/test/natural-texts.js";

const tekken = await loadTekken();
const sentencePiece = await loadSentencePiece();
const TEXTS = naturalTexts();
const o200k = await loadTokenizer("o200k_base");

describe.each([
  { model: "mistral-large-latest", vocabulary: tekken },
  { model: "mistral-large-2411", vocabulary: sentencePiece },
])("the estimate of $vocabulary.id where it is not at hand", ({ model, vocabulary }) => {
  const counter = createScaledCounter(o200k, mistralCounting.scaleOf(model));

  it.each(TEXTS)("has the exact count within its bounds on $name", ({ texts }) => {
    const outside = texts.filter((text) => {
      const { lower = 0, upper = 0 } = counter.count(text);
      const tokens = vocabulary.count(text);
      return tokens < lower || tokens > upper;
    });
    expect(outside.map((text) => text.slice(0, 80))).toEqual([]);
  });

  it("is nearer to it than o200k's own count over all of them", { timeout: 120_000 }, () => {
    const texts = TEXTS.flatMap((group) => group.texts);
    const total = (count: (text: string) => number) => texts.reduce((sum, text) => sum + count(text), 0);
    const truth = total((text) => vocabulary.count(text));
    const error = (count: (text: string) => number) => Math.abs(total(count) - truth) / truth;
    const estimated = error((text) => counter.count(text).tokens);
    expect(estimated).toBeLessThan(error((text) => o200k.count(text)));
    expect(estimated).toBeLessThan(0.05);
  });
});

const TOOL = {
  type: "function",
  function: {
    name: "list_orders",
    description: "Lists orders by status",
    parameters: {
      type: "object",
      properties: { status: { type: "string", enum: ["open", "failed", "done"] }, page: { type: "integer" } },
      required: ["status"],
    },
  },
};
const CALL = {
  id: "a1b2c3d4e",
  type: "function",
  function: { name: "list_orders", arguments: '{"status": "failed"}' },
};
const RESULT = '[{"id": 7002, "status": "failed", "total": 19.99}, {"id": 7010, "status": "failed", "total": 4.5}]';
const model = "open-mistral-nemo-2407";

describe("the estimate of a request to Mistral", async () => {
  const counterOf = await loadTextCounters(mistralCounting.scaleOf, [{ tokenizer: tekken, has: hasTekken }]);
  const estimate = createRequestEstimate({ dialect: mistralChat, counterOf, overheadsOf: mistralCounting.overheadsOf });

  // The tokens of these requests as mistral-common 1.13.1 for Python encodes them.
  it.each<{ name: string; tokens: number; body: JsonObject }>([
    {
      name: "one message",
      tokens: 20,
      body: { model, messages: [{ role: "user", content: "How many orders failed on 2026-11-25?" }] },
    },
    {
      name: "a conversation",
      tokens: 29,
      body: {
        model,
        messages: [
          { role: "system", content: "You answer questions about orders." },
          { role: "user", content: "Which order failed?" },
          { role: "assistant", content: "Order 7002 failed." },
          { role: "user", content: "And which arrived late?" },
        ],
      },
    },
    {
      name: "a tool loop",
      tokens: 191,
      body: {
        model,
        tools: [TOOL],
        messages: [
          { role: "user", content: "Which orders failed?" },
          { role: "assistant", content: "", tool_calls: [CALL] },
          { role: "tool", tool_call_id: "a1b2c3d4e", name: "list_orders", content: RESULT },
        ],
      },
    },
  ])("has Mistral's own count of $name within its bounds", ({ body, tokens }) => {
    const { lower = 0, upper = 0, ...estimated } = estimate(body) ?? { tokens: 0 };
    expect(estimated).toMatchObject({ exact: false, method: "vocabulary" });
    expect(lower).toBeLessThanOrEqual(tokens);
    expect(upper).toBeGreaterThanOrEqual(tokens);
    expect(Math.abs(estimated.tokens - tokens)).toBeLessThanOrEqual(Math.max(6, tokens * 0.15));
  });
});

const IMAGE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ";

/** The same exchange in every format: a system text, a tool, words with an image, a call and its result. */
const EXCHANGES: readonly { counting: ProviderCounting; dialect: Dialect; method: string; body: JsonObject }[] = [
  {
    counting: openaiCounting,
    dialect: openaiChat,
    method: "vocabulary",
    body: chatBody("gpt-5.5"),
  },
  {
    counting: openaiCounting,
    dialect: openaiResponses,
    method: "vocabulary",
    body: {
      model: "gpt-5.5",
      instructions: "Be brief.",
      tools: [{ type: "function", ...TOOL.function }],
      input: [
        {
          role: "user",
          content: [
            { type: "input_text", text: "Which orders failed?" },
            { type: "input_image", image_url: `data:image/png;base64,${IMAGE}` },
          ],
        },
        { type: "function_call", call_id: "c1", name: "list_orders", arguments: CALL.function.arguments },
        { type: "function_call_output", call_id: "c1", output: RESULT },
      ],
    },
  },
  {
    counting: anthropicCounting,
    dialect: anthropicMessages,
    method: "scaled",
    body: {
      model: "claude-opus-5",
      max_tokens: 10,
      system: "Be brief.",
      tools: [{ name: "list_orders", description: "Lists orders", input_schema: TOOL.function.parameters }],
      messages: [
        {
          role: "user",
          content: [
            { type: "text", text: "Which orders failed?" },
            { type: "image", source: { type: "base64", media_type: "image/png", data: IMAGE } },
          ],
        },
        {
          role: "assistant",
          content: [{ type: "tool_use", id: "t1", name: "list_orders", input: { status: "failed" } }],
        },
        { role: "user", content: [{ type: "tool_result", tool_use_id: "t1", content: RESULT }] },
      ],
    },
  },
  {
    counting: googleCounting,
    dialect: googleGenerateContent,
    method: "scaled",
    body: {
      model: "gemini-3.5-flash",
      systemInstruction: { parts: [{ text: "Be brief." }] },
      tools: [{ functionDeclarations: [TOOL.function] }],
      contents: [
        {
          role: "user",
          parts: [{ text: "Which orders failed?" }, { inlineData: { mimeType: "image/png", data: IMAGE } }],
        },
        { role: "model", parts: [{ functionCall: { name: "list_orders", args: { status: "failed" } } }] },
        { role: "user", parts: [{ functionResponse: { name: "list_orders", response: { output: RESULT } } }] },
      ],
    },
  },
  { counting: cohereCounting, dialect: cohereChat, method: "scaled", body: chatBody("command-a-03-2025") },
  { counting: mistralCounting, dialect: mistralChat, method: "scaled", body: chatBody("mistral-large-latest") },
  { counting: litellmCounting, dialect: litellmChat, method: "scaled", body: chatBody("anthropic/claude-opus-5") },
];

function chatBody(name: string): JsonObject {
  return {
    model: name,
    tools: [TOOL],
    messages: [
      { role: "system", content: "Be brief." },
      {
        role: "user",
        content: [
          { type: "text", text: "Which orders failed?" },
          { type: "image_url", image_url: { url: `data:image/png;base64,${IMAGE}` } },
        ],
      },
      { role: "assistant", content: null, tool_calls: [CALL] },
      { role: "tool", tool_call_id: CALL.id, content: RESULT },
    ],
  };
}

describe.each(EXCHANGES)("the estimate of a request to $counting.provider", ({ counting, dialect, method, body }) => {
  it(`counts all that the model reads (${dialect.name})`, async () => {
    const counterOf = await loadTextCounters(counting.scaleOf);
    const estimate = createRequestEstimate({ dialect, counterOf, overheadsOf: counting.overheadsOf });
    const { tokens, exact, lower = 0, upper = 0, ...rest } = estimate(body) ?? { tokens: 0 };
    expect({ exact, ...rest }).toEqual({ exact: false, method });
    const { medium } = counting.overheadsOf(String(body.model));
    // The words and the result alone are about 60 tokens of o200k; an image is none of its base64.
    expect(tokens).toBeGreaterThan(60 + medium.tokens);
    expect(tokens).toBeLessThan(700 + medium.tokens);
    expect(lower).toBeLessThan(tokens);
    expect(upper).toBeGreaterThan(tokens);
    expect(estimate({})).toBeUndefined();
  });
});
