import type { JsonValue, Usage } from "@headroom/core";

interface Answer {
  readonly name: string;
  readonly json: JsonValue;
  readonly stream: string;
  readonly usage: Usage;
}

/** Answers of the responses API, whole and as events of the same answer. */
export const ANSWERS: readonly Answer[] = [
  answer({
    name: "a request that read the cache",
    last: "response.completed",
    counts: {
      input_tokens: 19_200,
      input_tokens_details: { cached_tokens: 18_944 },
      output_tokens: 300,
      output_tokens_details: { reasoning_tokens: 128 },
      total_tokens: 19_500,
    },
    usage: { inputTokens: 19_200, outputTokens: 300, cacheReadTokens: 18_944, reasoningTokens: 128 },
  }),
  answer({
    name: "a request that wrote the cache and met a limit",
    last: "response.incomplete",
    counts: {
      input_tokens: 4000,
      input_tokens_details: { cached_tokens: 0, cache_write_tokens: 3900 },
      output_tokens: 10,
      output_tokens_details: { reasoning_tokens: 0 },
    },
    usage: {
      inputTokens: 4000,
      outputTokens: 10,
      cacheReadTokens: 0,
      cacheWriteTokens: 3900,
      reasoningTokens: 0,
    },
  }),
  answer({
    name: "a request that wrote the cache with both lives",
    last: "response.completed",
    counts: {
      input_tokens: 5000,
      input_tokens_details: {
        cached_tokens: 1024,
        cache_write_tokens: 3900,
        cache_write_tokens_details: { ttl_30m_tokens: 900, ttl_12h_tokens: 3000 },
      },
      output_tokens: 10,
    },
    usage: {
      inputTokens: 5000,
      outputTokens: 10,
      cacheReadTokens: 1024,
      cacheWriteTokens: 900,
      cacheWriteLongTokens: 3000,
    },
  }),
  answer({
    name: "a server without details",
    last: "response.failed",
    counts: { input_tokens: 7, output_tokens: 2, input_tokens_details: null },
    usage: { inputTokens: 7, outputTokens: 2 },
  }),
];

function answer(from: {
  readonly name: string;
  readonly last: string;
  readonly counts: JsonValue;
  readonly usage: Usage;
}): Answer {
  const frame = { id: "resp_1", object: "response", model: "gpt-5.5" };
  const text = 'It says "usage": naïve 😀';
  const output = [{ type: "message", role: "assistant", content: [{ type: "output_text", text }] }];
  const event = (type: string, members: object): string =>
    `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: 1, ...members })}\n\n`;
  return {
    name: from.name,
    json: { ...frame, output, usage: from.counts },
    stream: [
      event("response.created", { response: { ...frame, output: [], usage: null } }),
      event("response.output_text.delta", { item_id: "msg_1", delta: text }),
      event(from.last, { response: { ...frame, output, usage: from.counts } }),
    ].join(""),
    usage: from.usage,
  };
}
