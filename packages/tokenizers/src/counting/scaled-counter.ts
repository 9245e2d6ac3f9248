import { countByScript, type Scale, scaleCounts, type Tokenizer, type VocabularyScale } from "@headroom/core";
import type { TextCounter } from "./text-counter.js";

/** What the bounds of a scale leave out in texts of a few tokens, where single words decide. */
const SHORT_TEXT_TOKENS = 6;

/**
 * Counts text of a model whose vocabulary is not at hand: with o200k, scaled by what the text is, with bounds. Whatever the
 * bounds of the scale, a text has no more tokens than bytes.
 *
 * The bounds hold for texts as people and programs write them. A text made to break them, such as one letter a thousand
 * times, may.
 *
 * @param o200k The tokenizer that the scale refers to.
 * @example
 * const counter = createScaledCounter(await loadTokenizer("o200k_base"), anthropicCounting.scaleOf("claude-opus-5"));
 * counter.count("The quick brown fox"); // { tokens: 6, exact: false, lower: 1, upper: 15, method: "scaled" }
 */
export function createScaledCounter(o200k: Tokenizer, scale: VocabularyScale): TextCounter {
  return {
    name: `${scale.name} by ${o200k.id}`,
    count(text) {
      if (text === "") return { tokens: 0, exact: true, method: "scaled" };
      const counted = countByScript(text, (piece) => o200k.count(piece), scale);
      const scaled = (bound: keyof Scale): number => scaleCounts(counted, scale, bound);
      const most = bytesOf(text) + 1;
      const lower = Math.max(1, Math.floor(scaled("lower")) - SHORT_TEXT_TOKENS);
      const upper = Math.min(most, Math.ceil(scaled("upper")) + SHORT_TEXT_TOKENS);
      const tokens = Math.min(Math.max(Math.round(scaled("likely")), lower), upper);
      return { tokens, exact: false, lower: Math.min(lower, upper), upper, method: "scaled" };
    },
  };
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
