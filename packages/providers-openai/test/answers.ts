import type { JsonValue, Usage } from "@headroom/core";

interface Answer {
  readonly name: string;
  readonly json: JsonValue;
  readonly stream: string;
  readonly usage: Usage;
}

/** What pieces of an answer may hold besides text. */
const DELTAS: readonly JsonValue[] = [
  { reasoning_content: "hm" },
  { refusal: "I cannot." },
  { tool_calls: [{ index: 0, id: "call_1", type: "function", function: { name: "f", arguments: "" } }] },
  { tool_calls: [{ index: 0, function: { arguments: '{"usage":{"prompt_tokens":1}}' } }] },
  { tool_calls: [{ index: 1, id: "call_2", type: "custom", custom: { name: "g", input: "x" } }] },
  { function_call: { name: "f", arguments: "{}" } },
  { audio: { id: "audio_1", data: "AAAA", transcript: "It" } },
  { annotations: [{ type: "url_citation", url_citation: { url: "https://example.com" } }] },
];

/** Answers of the chat completions API, whole and as the chunks of the same answer. */
export const ANSWERS: readonly Answer[] = [
  answer({
    name: "a request that read the cache",
    counts: {
      prompt_tokens: 19_200,
      completion_tokens: 300,
      total_tokens: 19_500,
      prompt_tokens_details: { cached_tokens: 18_944, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 128, audio_tokens: 0 },
    },
    usage: { inputTokens: 19_200, outputTokens: 300, cacheReadTokens: 18_944, reasoningTokens: 128 },
  }),
  answer({
    name: "a request that wrote the cache",
    counts: {
      prompt_tokens: 4000,
      completion_tokens: 10,
      prompt_tokens_details: { cached_tokens: 0, cache_write_tokens: 3900 },
    },
    usage: { inputTokens: 4000, outputTokens: 10, cacheReadTokens: 0, cacheWriteTokens: 3900 },
  }),
  answer({
    name: "a server that leaves reasoning out of the completion",
    counts: {
      prompt_tokens: 12,
      completion_tokens: 40,
      total_tokens: 352,
      completion_tokens_details: { reasoning_tokens: 300 },
    },
    usage: { inputTokens: 12, outputTokens: 340, reasoningTokens: 300 },
  }),
  answer({
    name: "a server that names cache writes beside its details",
    counts: { prompt_tokens: 900, completion_tokens: 1, cache_write_tokens: 800 },
    usage: { inputTokens: 900, outputTokens: 1, cacheWriteTokens: 800 },
  }),
  answer({
    name: "a server with its own name for cached tokens",
    counts: { prompt_tokens: 640, completion_tokens: 20, prompt_cache_hit_tokens: 576, prompt_cache_miss_tokens: 64 },
    usage: { inputTokens: 640, outputTokens: 20, cacheReadTokens: 576 },
  }),
  answer({
    name: "a server that counts upwards with every chunk",
    counts: { prompt_tokens: 7, completion_tokens: 2 },
    running: [
      { prompt_tokens: 7, completion_tokens: 0 },
      { prompt_tokens: 7, completion_tokens: 1 },
    ],
    usage: { inputTokens: 7, outputTokens: 2 },
  }),
];

function answer(from: {
  readonly name: string;
  readonly counts: JsonValue;
  /** Usage that chunks before the last carry; null in each of them where it is left out. */
  readonly running?: readonly [JsonValue, JsonValue];
  readonly usage: Usage;
}): Answer {
  const frame = { id: "chatcmpl-1", created: 1_763_856_000, model: "gpt-5.5" };
  const [first, second] = from.running ?? [null, null];
  const content = 'It says "usage": naïve 😀';
  const chunk = (choices: JsonValue, usage: JsonValue): string =>
    `data: ${JSON.stringify({ ...frame, object: "chat.completion.chunk", choices, usage })}\n\n`;
  return {
    name: from.name,
    json: {
      ...frame,
      object: "chat.completion",
      choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
      usage: from.counts,
    },
    stream: [
      chunk([{ index: 0, delta: { role: "assistant", content }, finish_reason: null }], first),
      ...DELTAS.map((delta) => chunk([{ index: 0, delta, logprobs: null, finish_reason: null }], null)),
      chunk([{ index: 0, delta: {}, finish_reason: "stop" }], second),
      chunk([], from.counts),
      "data: [DONE]\n\n",
    ].join(""),
    usage: from.usage,
  };
}
