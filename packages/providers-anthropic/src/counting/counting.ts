import type { ProviderCounting } from "@headroom/core";
import { CLAUDE_SCALES, claudeScaleOf } from "./claude-scales.js";
import { overheadsOf } from "./overheads.js";

/** How tokens are counted for Anthropic's models. */
export const anthropicCounting: ProviderCounting = {
  provider: "anthropic",
  vocabularies: [],
  official: {
    endpoint: "POST /v1/messages/count_tokens",
    call: "client.messages.countTokens",
    counts: "request",
    exact: false,
    note: "The provider calls its counts estimates that may differ a little from what is billed.",
  },
  scaleOf: claudeScaleOf,
  scales: CLAUDE_SCALES,
  overheadsOf,
  usage: [
    { field: "usage.input_tokens", is: "inputTokens" },
    { field: "usage.cache_read_input_tokens", is: "cacheReadTokens" },
    { field: "usage.cache_creation_input_tokens", is: "cacheWriteTokens" },
    { field: "usage.cache_creation.ephemeral_5m_input_tokens", is: "cacheWriteTokens" },
    { field: "usage.cache_creation.ephemeral_1h_input_tokens", is: "cacheWriteLongTokens" },
    { field: "usage.output_tokens", is: "outputTokens" },
    { field: "usage.output_tokens_details.thinking_tokens", is: "reasoningTokens" },
    { field: "usage.iterations[].input_tokens", is: "inputTokens" },
    { field: "usage.iterations[].cache_read_input_tokens", is: "cacheReadTokens" },
    { field: "usage.iterations[].cache_creation_input_tokens", is: "cacheWriteTokens" },
    { field: "usage.iterations[].output_tokens", is: "outputTokens" },
  ],
  checkedOn: "2026-11-26",
};
