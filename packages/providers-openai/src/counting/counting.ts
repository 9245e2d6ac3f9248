import { ANY_VOCABULARY, type Overhead, type ProviderCounting, type RequestOverheads } from "@headroom/core";

function uncertain(tokens: number, lower: number, upper: number, source: string): Overhead {
  return { certain: false, tokens, lower, upper, source };
}

const COOKBOOK = "OpenAI's cookbook, which calls it an estimate and is older than the current models.";

const OVERHEADS: RequestOverheads = {
  request: uncertain(3, 0, 12, COOKBOOK),
  message: uncertain(3, 2, 8, COOKBOOK),
  tools: uncertain(
    9,
    0,
    60,
    "Two independent counters agree on 9, less 4 with a system message; newer models unknown.",
  ),
  toolDefinition: uncertain(0, 0, 10, "Definitions are read as TypeScript; see the scale."),
  // Measured with the counter of gpt-tokenizer 4.0.0 on 31 definitions of agents: 0.4 to 0.9 without the fixed part.
  toolDefinitionScale: { likely: 0.65, lower: 0.3, upper: 1.1 },
  toolCall: uncertain(12, 3, 40, "Not documented; a forum thread saw 25 to 49 tokens for a call with its result."),
  toolResult: uncertain(12, 3, 30, "Not documented; the same thread."),
  medium: uncertain(765, 70, 6000, "Differs by model, size and detail; not confirmed for current models."),
};

/**
 * How tokens are counted for OpenAI's models. Text is counted with their public vocabularies; models of other makers behind
 * the same format are scaled.
 */
export const openaiCounting: ProviderCounting = {
  provider: "openai",
  vocabularies: ["o200k_base", "cl100k_base"],
  official: {
    endpoint: "POST /v1/responses/input_tokens",
    call: "client.responses.inputTokens.count",
    counts: "request",
    exact: true,
    note: "Responses requests only; there is no endpoint for chat completions.",
  },
  scaleOf: () => ANY_VOCABULARY,
  scales: [ANY_VOCABULARY],
  overheadsOf: () => OVERHEADS,
  usage: [
    { field: "usage.prompt_tokens", is: "inputTokens" },
    { field: "usage.prompt_tokens_details.cached_tokens", is: "cacheReadTokens" },
    { field: "usage.prompt_cache_hit_tokens", is: "cacheReadTokens" },
    { field: "usage.prompt_tokens_details.cache_write_tokens", is: "cacheWriteTokens" },
    { field: "usage.cache_write_tokens", is: "cacheWriteTokens" },
    { field: "usage.completion_tokens", is: "outputTokens" },
    { field: "usage.completion_tokens_details.reasoning_tokens", is: "reasoningTokens" },
    { field: "usage.input_tokens", is: "inputTokens" },
    { field: "usage.input_tokens_details.cached_tokens", is: "cacheReadTokens" },
    { field: "usage.input_tokens_details.cache_write_tokens", is: "cacheWriteTokens" },
    { field: "usage.input_tokens_details.cache_write_tokens_details.ttl_12h_tokens", is: "cacheWriteLongTokens" },
    { field: "usage.output_tokens", is: "outputTokens" },
    { field: "usage.output_tokens_details.reasoning_tokens", is: "reasoningTokens" },
  ],
  checkedOn: "2026-11-26",
};
