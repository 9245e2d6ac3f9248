import type { JsonObject, JsonValue, Usage } from "@headroom/core";

interface Answer {
  readonly name: string;
  readonly json: JsonValue;
  readonly stream: string;
  readonly usage: Usage;
}

/** Answers of the chat API, whole and as the events of the same answer. */
export const ANSWERS: readonly Answer[] = [
  answer(
    "a request that hit the cache",
    {
      billed_units: { input_tokens: 880, output_tokens: 20 },
      tokens: { input_tokens: 1390, output_tokens: 24 },
      cached_tokens: 640,
    },
    { inputTokens: 880, outputTokens: 20, cacheReadTokens: 640 },
  ),
  answer(
    "a request of which the provider's own text was cached",
    { billed_units: { input_tokens: 8, output_tokens: 2 }, cached_tokens: 496 },
    { inputTokens: 8, outputTokens: 2, cacheReadTokens: 8 },
  ),
  answer(
    "an answer that says nothing of bills",
    { tokens: { input_tokens: 505, output_tokens: 12 } },
    { inputTokens: 505, outputTokens: 12 },
  ),
];

function answer(name: string, counts: JsonObject, usage: Usage): Answer {
  const text = 'It says "usage": naïve 😀';
  const call = { id: "f_1", type: "function", function: { name: "f", arguments: "" } };
  const event = (type: string, rest: JsonObject): string =>
    `event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`;
  return {
    name,
    json: {
      id: "c-1",
      finish_reason: "COMPLETE",
      message: { role: "assistant", content: [{ type: "text", text }] },
      usage: counts,
    },
    stream: [
      event("message-start", { id: "c-1", delta: { message: { role: "assistant", content: [] } } }),
      event("debug", { prompt: 'the "usage"' }),
      event("tool-plan-delta", { delta: { message: { tool_plan: "I will" } } }),
      event("tool-call-start", { index: 0, delta: { message: { tool_calls: call } } }),
      event("tool-call-delta", { index: 0, delta: { message: { tool_calls: { function: { arguments: "{}" } } } } }),
      event("tool-call-end", { index: 0 }),
      event("content-start", { index: 0, delta: { message: { content: { type: "text", text: "" } } } }),
      event("content-delta", { index: 0, delta: { message: { content: { text } } } }),
      event("citation-start", { index: 0, delta: { message: { citations: { start: 0, end: 2, text: "It" } } } }),
      event("citation-end", { index: 0 }),
      event("content-end", { index: 0 }),
      event("message-end", { delta: { finish_reason: "COMPLETE", usage: counts } }),
    ].join(""),
    usage,
  };
}
