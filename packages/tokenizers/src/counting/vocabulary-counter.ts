import type { Tokenizer } from "@headroom/core";
import type { TextCounter } from "./text-counter.js";

/**
 * Counts text with the model's own vocabulary: exactly.
 *
 * @example
 * createVocabularyCounter(await loadTokenizer("o200k_base")).count("hello world"); // { tokens: 2, exact: true, … }
 */
export function createVocabularyCounter(tokenizer: Tokenizer): TextCounter {
  return {
    name: tokenizer.id,
    count: (text) => ({ tokens: tokenizer.count(text), exact: true, method: "vocabulary" }),
  };
}
