import type { JsonObject, JsonValue, Usage } from "@headroom/core";

interface Answer {
  readonly name: string;
  readonly json: JsonValue;
  readonly stream: string;
  readonly usage: Usage;
}

/** Answers of the chat API, whole and as the chunks of the same answer. */
export const ANSWERS: readonly Answer[] = [
  answer(
    "a request that hit the cache",
    {
      prompt_tokens: 1390,
      completion_tokens: 24,
      total_tokens: 1414,
      prompt_tokens_details: { cached_tokens: 1344 },
      prompt_audio_seconds: null,
    },
    { inputTokens: 1390, outputTokens: 24, cacheReadTokens: 1344 },
  ),
  answer(
    "a request that hit the cache, under the other name",
    { prompt_tokens: 100, completion_tokens: 2, num_cached_tokens: 64 },
    { inputTokens: 100, outputTokens: 2, cacheReadTokens: 64 },
  ),
  answer("a short request", { prompt_tokens: 5, completion_tokens: 1 }, { inputTokens: 5, outputTokens: 1 }),
];

function answer(name: string, usage: JsonObject, expected: Usage): Answer {
  const frame = { id: "m-1", created: 1_763_856_000, model: "mistral-large-latest" };
  const content = 'It says "usage": naïve 😀';
  const calls = [{ id: "D681PevKs", function: { name: "f", arguments: "{}" }, index: 0 }];
  const chunk = (delta: JsonObject, rest: JsonObject = {}): string =>
    `data: ${JSON.stringify({ ...frame, object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason: null }], ...rest })}\n\n`;
  return {
    name,
    json: {
      ...frame,
      object: "chat.completion",
      choices: [{ index: 0, message: { role: "assistant", content, tool_calls: null }, finish_reason: "stop" }],
      usage,
    },
    stream: [
      chunk({ role: "assistant", content: "" }),
      chunk({ content: [{ type: "thinking", thinking: [{ type: "text", text: "hm" }] }] }),
      chunk({ content: [{ type: "reference", reference_ids: [0] }] }),
      chunk({ content }),
      chunk({ content: "", tool_calls: calls }, { usage }),
      "data: [DONE]\n\n",
    ].join(""),
    usage: expected,
  };
}
