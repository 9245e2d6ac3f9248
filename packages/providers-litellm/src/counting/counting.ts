import type { ProviderCounting } from "@headroom/core";
import { anthropicCounting } from "@headroom/providers-anthropic";
import { openaiCounting } from "@headroom/providers-openai";

/**
 * How tokens are counted for models behind LiteLLM: as their maker's where it is Anthropic, else as models in OpenAI's
 * format. The gateway adds nothing of its own.
 */
export const litellmCounting: ProviderCounting = {
  provider: "litellm",
  vocabularies: openaiCounting.vocabularies,
  official: {
    endpoint: "POST /utils/token_counter?call_endpoint=true",
    call: "client.post",
    counts: "request",
    exact: false,
    note: "The gateway asks the provider behind it where it can, and counts by itself where it cannot.",
  },
  scaleOf: (model) => countingOf(model).scaleOf(model),
  scales: [...new Set([...anthropicCounting.scales, ...openaiCounting.scales])],
  overheadsOf: (model) => countingOf(model).overheadsOf(model),
  usage: [
    { field: "usage.prompt_tokens", is: "inputTokens" },
    { field: "usage.prompt_tokens_details.cached_tokens", is: "cacheReadTokens" },
    { field: "usage.cache_read_input_tokens", is: "cacheReadTokens" },
    { field: "usage.prompt_tokens_details.cache_write_tokens", is: "cacheWriteTokens" },
    { field: "usage.prompt_tokens_details.cache_creation_tokens", is: "cacheWriteTokens" },
    { field: "usage.cache_creation_input_tokens", is: "cacheWriteTokens" },
    {
      field: "usage.prompt_tokens_details.cache_creation_token_details.ephemeral_1h_input_tokens",
      is: "cacheWriteLongTokens",
    },
    { field: "usage.completion_tokens", is: "outputTokens" },
    { field: "usage.completion_tokens_details.reasoning_tokens", is: "reasoningTokens" },
  ],
  checkedOn: "2026-11-26",
};

function countingOf(model: string): ProviderCounting {
  return model.toLowerCase().includes("claude") ? anthropicCounting : openaiCounting;
}
