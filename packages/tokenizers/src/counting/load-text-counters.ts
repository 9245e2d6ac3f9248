import type { Tokenizer, VocabularyScale } from "@headroom/core";
import { encodingForModel } from "../encoding-for-model.js";
import { loadTokenizer } from "../load-tokenizer.js";
import { createScaledCounter } from "./scaled-counter.js";
import type { TextCounter } from "./text-counter.js";
import { createVocabularyCounter } from "./vocabulary-counter.js";

/** A vocabulary of a user's own, and the models that have it. */
export interface OwnVocabulary {
  readonly tokenizer: Tokenizer;
  /** Whether a model has it. */
  has(model: string): boolean;
}

/**
 * Counters of text by model: OpenAI's models with their own vocabularies, all others scaled.
 *
 * @param scaleOf The scale of a model, as every provider package has it.
 * @param own Vocabularies besides OpenAI's, asked first.
 * @example
 * const counterOf = await loadTextCounters(mistralCounting.scaleOf, [
 *   { tokenizer: await loadTekken(), has: hasTekken },
 * ]);
 * counterOf("open-mistral-nemo-2407").count("hello world"); // { tokens: 2, exact: true, method: "vocabulary" }
 */
export async function loadTextCounters(
  scaleOf: (model: string) => VocabularyScale,
  own: readonly OwnVocabulary[] = [],
): Promise<(model: string) => TextCounter> {
  const [o200k, cl100k] = await Promise.all([loadTokenizer("o200k_base"), loadTokenizer("cl100k_base")]);
  const exact = { o200k_base: createVocabularyCounter(o200k), cl100k_base: createVocabularyCounter(cl100k) };
  return (model) => {
    const vocabulary = own.find(({ has }) => has(model));
    if (vocabulary !== undefined) return createVocabularyCounter(vocabulary.tokenizer);
    const known = encodingForModel(model);
    return known.exact ? exact[known.encoding] : createScaledCounter(o200k, scaleOf(model));
  };
}
