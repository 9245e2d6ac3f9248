import type { JsonValue, Usage } from "@headroom/core";

interface Answer {
  readonly name: string;
  readonly json: JsonValue;
  readonly stream: string;
  readonly usage: Usage;
}

const TEXT = 'It says "usage": naïve 😀';

/** Blocks of each type as they are streamed: how each starts, and its deltas. */
const BLOCKS: readonly (readonly [JsonValue, ...JsonValue[]])[] = [
  [
    { type: "thinking", thinking: "", signature: "" },
    { type: "thinking_delta", thinking: "hm" },
    { type: "signature_delta", signature: "EqQB" },
  ],
  [{ type: "redacted_thinking", data: "EmwK" }],
  [
    { type: "compaction", content: "" },
    { type: "compaction_delta", content: "What was said." },
  ],
  [
    { type: "text", text: "" },
    { type: "text_delta", text: TEXT },
    { type: "citations_delta", citation: { type: "char_location", cited_text: "It", document_index: 0 } },
  ],
  [
    { type: "tool_use", id: "toolu_1", name: "f", input: {} },
    { type: "input_json_delta", partial_json: '{"usage":{"input_tokens":1' },
    { type: "input_json_delta", partial_json: "}}" },
  ],
  [{ type: "server_tool_use", id: "srvtoolu_1", name: "web_search", input: {} }],
  [{ type: "web_search_tool_result", tool_use_id: "srvtoolu_1", content: [{ usage: { output_tokens: 1 } }] }],
  [{ type: "block_of_tomorrow" }, { type: "delta_of_tomorrow", usage: { output_tokens: 1 } }],
];

/** Answers of the messages API, whole and as the events of the same answer. */
export const ANSWERS: readonly Answer[] = [
  answer({
    name: "a first request that writes the cache",
    started: {
      input_tokens: 12,
      cache_creation_input_tokens: 18_432,
      cache_read_input_tokens: 0,
      cache_creation: { ephemeral_5m_input_tokens: 18_432, ephemeral_1h_input_tokens: 0 },
      output_tokens: 2,
      service_tier: "standard",
    },
    ended: { output_tokens: 87 },
    usage: {
      inputTokens: 18_444,
      outputTokens: 87,
      cacheReadTokens: 0,
      cacheWriteTokens: 18_432,
      cacheWriteLongTokens: 0,
    },
  }),
  answer({
    name: "a later request with both lives and thinking",
    started: {
      input_tokens: 3,
      cache_creation_input_tokens: 1500,
      cache_read_input_tokens: 18_432,
      cache_creation: { ephemeral_5m_input_tokens: 500, ephemeral_1h_input_tokens: 1000 },
      output_tokens: 1,
    },
    ended: { output_tokens: 640, output_tokens_details: { thinking_tokens: 512 } },
    usage: {
      inputTokens: 19_935,
      outputTokens: 640,
      cacheReadTokens: 18_432,
      cacheWriteTokens: 500,
      cacheWriteLongTokens: 1000,
      reasoningTokens: 512,
    },
  }),
  answer({
    name: "a request whose counts grow while tools run at the provider",
    started: { input_tokens: 100, cache_creation_input_tokens: 40, cache_read_input_tokens: 10, output_tokens: 1 },
    ended: { input_tokens: 2679, cache_creation_input_tokens: 40, cache_read_input_tokens: 60, output_tokens: 510 },
    usage: { inputTokens: 2779, outputTokens: 510, cacheReadTokens: 60, cacheWriteTokens: 40 },
  }),
  answer({
    name: "a request whose context was compacted first, which the totals leave out",
    started: { input_tokens: 5, cache_read_input_tokens: 0, output_tokens: 1 },
    ended: {
      input_tokens: 23_000,
      cache_read_input_tokens: 1000,
      output_tokens: 1000,
      iterations: [
        {
          type: "compaction",
          input_tokens: 180,
          cache_read_input_tokens: 179_000,
          cache_creation_input_tokens: 820,
          output_tokens: 3500,
        },
        { type: "message", input_tokens: 23_000, cache_read_input_tokens: 1000, output_tokens: 1000 },
      ],
    },
    usage: {
      inputTokens: 204_000,
      outputTokens: 4500,
      cacheReadTokens: 180_000,
      cacheWriteTokens: 820,
    },
  }),
  answer({
    name: "a server that says less at the end than at the start",
    started: { input_tokens: 900, cache_read_input_tokens: 800, output_tokens: 1 },
    ended: { input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 33 },
    whole: { input_tokens: 900, cache_read_input_tokens: 800, output_tokens: 33 },
    usage: { inputTokens: 1700, outputTokens: 33, cacheReadTokens: 800 },
  }),
  answer({
    name: "a server that says what was written by its life alone",
    started: { input_tokens: 4, cache_creation: { ephemeral_5m_input_tokens: 300, ephemeral_1h_input_tokens: 0 } },
    ended: { output_tokens: 2 },
    usage: { inputTokens: 304, outputTokens: 2, cacheWriteTokens: 300, cacheWriteLongTokens: 0 },
  }),
  answer({
    name: "a server that knows no cache",
    started: { input_tokens: 0, output_tokens: 0 },
    ended: { input_tokens: 9, cache_read_input_tokens: null, output_tokens: 4 },
    usage: { inputTokens: 9, outputTokens: 4 },
  }),
];

function answer(from: {
  readonly name: string;
  readonly started: { readonly [name: string]: JsonValue };
  readonly ended: { readonly [name: string]: JsonValue };
  /** Usage of the whole answer, where it is not all that the events said last. */
  readonly whole?: { readonly [name: string]: JsonValue };
  readonly usage: Usage;
}): Answer {
  const frame = { id: "msg_01", type: "message", role: "assistant", model: "claude-sonnet-5", stop_reason: null };
  return {
    name: from.name,
    json: {
      ...frame,
      content: [{ type: "text", text: TEXT }],
      usage: from.whole ?? { ...from.started, ...from.ended },
    },
    stream: [
      event({ type: "message_start", message: { ...frame, content: [], usage: from.started } }),
      event({ type: "ping" }),
      ...BLOCKS.flatMap(([content_block, ...deltas], index) => [
        event({ type: "content_block_start", index, content_block }),
        ...deltas.map((delta) => event({ type: "content_block_delta", index, delta })),
        event({ type: "content_block_stop", index }),
      ]),
      event({ type: "message_delta", delta: { stop_reason: "end_turn" }, usage: from.ended }),
      event({ type: "message_stop" }),
    ].join(""),
    usage: from.usage,
  };
}

function event(data: { readonly type: string; readonly [name: string]: JsonValue }): string {
  return `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
}
