import type { Overhead, ProviderCounting, RequestOverheads } from "@headroom/core";
import { MISTRAL_SCALES, mistralScaleOf } from "./mistral-scales.js";

const MEASURED = "Requests rendered by Mistral's mistral-common 1.13.1, versions 3 and 7; later versions differ.";

function uncertain(tokens: number, lower: number, upper: number, source = MEASURED): Overhead {
  return { certain: false, tokens, lower, upper, source };
}

const OVERHEADS: RequestOverheads = {
  request: { certain: true, tokens: 1, source: "Beginning of the sequence in every version of mistral-common 1.13.1." },
  message: uncertain(2, 0, 4),
  tools: uncertain(3, 1, 8),
  toolDefinition: uncertain(1, 0, 4),
  toolDefinitionScale: { likely: 1.15, lower: 0.95, upper: 1.6 },
  toolCall: uncertain(16, 3, 28),
  toolResult: uncertain(17, 2, 30),
  medium: uncertain(1000, 64, 4300, "Patches of 16 pixels of an image scaled to at most 1,024; models differ."),
};

/**
 * How tokens are counted for Mistral's models. The provider has no endpoint for it; text of models whose vocabulary
 * mistral-common names is counted exactly.
 */
export const mistralCounting: ProviderCounting = {
  provider: "mistral",
  vocabularies: ["tekken", "mistral-sentencepiece"],
  scaleOf: mistralScaleOf,
  scales: MISTRAL_SCALES,
  overheadsOf: () => OVERHEADS,
  usage: [
    { field: "usage.prompt_tokens", is: "inputTokens" },
    { field: "usage.prompt_tokens_details.cached_tokens", is: "cacheReadTokens" },
    { field: "usage.num_cached_tokens", is: "cacheReadTokens" },
    { field: "usage.completion_tokens", is: "outputTokens" },
  ],
  checkedOn: "2026-11-26",
};
