import {
  ANY_VOCABULARY,
  type Overhead,
  type ProviderCounting,
  type RequestOverheads,
  type VocabularyScale,
} from "@headroom/core";

/** Nothing was compared: the spread of the vocabularies that are known, around a byte-pair vocabulary of 255,000 tokens. */
const COHERE: VocabularyScale = {
  ...ANY_VOCABULARY,
  name: "cohere",
  basis: "assumed",
  source: "No count of the provider was at hand; the spread of other vocabularies.",
};

function uncertain(tokens: number, lower: number, upper: number): Overhead {
  return { certain: false, tokens, lower, upper, source: "No source; billed units leave the provider's own text out." };
}

const OVERHEADS: RequestOverheads = {
  request: uncertain(0, 0, 20),
  message: uncertain(3, 0, 8),
  tools: uncertain(0, 0, 600),
  toolDefinition: uncertain(5, 0, 40),
  toolDefinitionScale: { likely: 1, lower: 0.5, upper: 1.6 },
  toolCall: uncertain(15, 0, 60),
  toolResult: uncertain(15, 0, 60),
  medium: uncertain(1000, 64, 6000),
};

/** How tokens are counted for Cohere's models. */
export const cohereCounting: ProviderCounting = {
  provider: "cohere",
  vocabularies: [],
  official: {
    endpoint: "POST /v1/tokenize",
    call: "CohereClient.tokenize",
    counts: "text",
    exact: false,
    note: "Texts only, of up to 65,536 characters: a lower bound of a request. The CohereClientV2 of cohere-ai 8.1.0 cannot tokenize.",
  },
  scaleOf: () => COHERE,
  scales: [COHERE],
  overheadsOf: () => OVERHEADS,
  usage: [
    { field: "usage.billed_units.input_tokens", is: "inputTokens" },
    { field: "usage.tokens.input_tokens", is: "inputTokens" },
    { field: "usage.cached_tokens", is: "cacheReadTokens" },
    { field: "usage.billed_units.output_tokens", is: "outputTokens" },
    { field: "usage.tokens.output_tokens", is: "outputTokens" },
  ],
  checkedOn: "2026-11-26",
};
