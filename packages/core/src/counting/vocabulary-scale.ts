import type { ContentClass } from "./content-class.js";

/** Tokens of one vocabulary per token of another, and between what they were found. */
export interface Scale {
  readonly likely: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * How a vocabulary that is not public, or not at hand, compares with o200k. `measured` against the vocabulary itself,
 * `reported` by others who had the provider count, or `assumed` from the vocabularies that are known.
 */
export interface VocabularyScale {
  /** Names the estimate, such as `claude-4.7`. */
  readonly name: string;
  /** Whether the vocabulary makes a token of every digit, where o200k takes up to three at once. */
  readonly singleDigits: boolean;
  readonly scales: Readonly<Record<ContentClass, Scale>>;
  readonly basis: "measured" | "reported" | "assumed";
  /** Where the numbers come from. */
  readonly source: string;
}

/** For models of whose vocabulary nothing is known: wide enough for every vocabulary that is. */
export const ANY_VOCABULARY: VocabularyScale = {
  name: "any",
  singleDigits: false,
  scales: {
    prose: { likely: 1.1, lower: 0.85, upper: 1.6 },
    code: { likely: 1.15, lower: 0.8, upper: 1.75 },
    data: { likely: 1.2, lower: 0.75, upper: 2.2 },
    "non-latin": { likely: 1.3, lower: 0.4, upper: 4.5 },
  },
  basis: "assumed",
  source: "Spread of cl100k, tekken, Mistral's SentencePiece, Gemma 3 and Claude 2 against o200k; 2026-11-26.",
};
