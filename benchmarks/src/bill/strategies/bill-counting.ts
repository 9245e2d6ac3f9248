import { ANY_VOCABULARY, type CertainOverhead, type ProviderCounting, type VocabularyScale } from "@headroom/core";

const SOURCE = "How the bill counts a block";
const tokens = (count: number): CertainOverhead => ({ certain: true, tokens: count, source: SOURCE });
const even = { likely: 1, lower: 1, upper: 1 };
const O200K: VocabularyScale = {
  ...ANY_VOCABULARY,
  name: "o200k",
  scales: { prose: even, code: even, data: even, "non-latin": even },
  source: SOURCE,
};

/** Counts as the bill does, so that windows with one limit end at one place: o200k tokens, and 4 for the frame of a block. */
export const billCounting: ProviderCounting = {
  provider: "bill",
  vocabularies: ["o200k_base"],
  scaleOf: () => O200K,
  scales: [O200K],
  overheadsOf: () => ({
    request: tokens(0),
    // Of its first block; a result has a message of its own, and a call often stands beside a text.
    message: tokens(4),
    tools: tokens(0),
    toolDefinition: tokens(4),
    toolDefinitionScale: even,
    toolCall: tokens(2),
    toolResult: tokens(0),
    medium: tokens(1500),
  }),
  usage: [],
  checkedOn: "2026-11-26",
};
