import type { JsonValue, Usage } from "@headroom/core";

interface Answer {
  readonly name: string;
  readonly json: JsonValue;
  readonly stream: string;
  readonly usage: Usage;
}

/** Answers of the gateway, whole and as the chunks of the same answer. */
export const ANSWERS: readonly Answer[] = [
  answer(
    "a Claude model that read and wrote the cache",
    {
      prompt_tokens: 12_030,
      completion_tokens: 40,
      total_tokens: 12_070,
      completion_tokens_details: { reasoning_tokens: 12, text_tokens: 28 },
      prompt_tokens_details: {
        cached_tokens: 10_000,
        cache_creation_tokens: 2000,
        cache_creation_token_details: { ephemeral_5m_input_tokens: 500, ephemeral_1h_input_tokens: 1500 },
      },
      cache_creation_input_tokens: 2000,
      cache_read_input_tokens: 10_000,
    },
    {
      inputTokens: 12_030,
      outputTokens: 40,
      cacheReadTokens: 10_000,
      cacheWriteTokens: 500,
      cacheWriteLongTokens: 1500,
      reasoningTokens: 12,
    },
  ),
  answer(
    "a version that named the cache as Anthropic does, and left what was written out of the prompt",
    { prompt_tokens: 31, completion_tokens: 7, cache_creation_input_tokens: 1253, cache_read_input_tokens: 20 },
    { inputTokens: 1284, outputTokens: 7, cacheReadTokens: 20, cacheWriteTokens: 1253 },
  ),
  answer(
    "a Claude model whose gateway names writes among the details alone",
    { prompt_tokens: 900, completion_tokens: 3, prompt_tokens_details: { cache_creation_tokens: 850 } },
    { inputTokens: 900, outputTokens: 3, cacheWriteTokens: 850 },
  ),
  answer(
    "a GPT model that wrote the cache",
    {
      prompt_tokens: 4000,
      completion_tokens: 10,
      prompt_tokens_details: { cached_tokens: 0, cache_write_tokens: 3900 },
    },
    { inputTokens: 4000, outputTokens: 10, cacheReadTokens: 0, cacheWriteTokens: 3900 },
  ),
  answer(
    "a GPT model",
    { prompt_tokens: 2006, completion_tokens: 300, prompt_tokens_details: { cached_tokens: 1920, audio_tokens: null } },
    { inputTokens: 2006, outputTokens: 300, cacheReadTokens: 1920 },
  ),
];

function answer(name: string, counts: JsonValue, usage: Usage): Answer {
  const frame = { id: "chatcmpl-1", created: 1_763_856_000, model: "claude-sonnet-4-5" };
  const content = 'It says "usage": naïve 😀';
  const chunk = (choices: JsonValue, members: object): string =>
    `data: ${JSON.stringify({ ...frame, object: "chat.completion.chunk", choices, ...members })}\n\n`;
  return {
    name,
    json: {
      ...frame,
      object: "chat.completion",
      choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
      usage: counts,
    },
    stream: [
      chunk([{ index: 0, delta: { role: "assistant", content } }], {}),
      chunk([{ index: 0, delta: { reasoning_content: "hm", thinking_blocks: [{ type: "thinking" }] } }], {}),
      chunk([{ index: 0, delta: { tool_calls: [{ index: 0, function: { arguments: '{"usage":1}' } }] } }], {}),
      chunk([{ index: 0, delta: {}, finish_reason: "stop" }], { usage: null }),
      chunk([{ index: 0, delta: {} }], { usage: counts }),
      "data: [DONE]\n\n",
    ].join(""),
    usage,
  };
}
