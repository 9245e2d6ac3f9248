import { type ContentClass, contentClass, divideByScript } from "./content-class.js";
import type { Scale, VocabularyScale } from "./vocabulary-scale.js";

/** What o200k counts of a text, apart for what is Latin and what is not. */
export interface CountedScripts {
  /** Each digit as one where the other vocabulary has them so. */
  readonly latin: number;
  readonly nonLatin: number;
  /** What the Latin part is. */
  readonly class: Exclude<ContentClass, "non-latin">;
}

const DIGITS = /[0-9]+/g;
/** How many digits o200k takes at once. */
const DIGIT_GROUP = 3;

/**
 * Counts a text with o200k in such a way that the counts can be scaled to another vocabulary.
 *
 * @param count Tokens of a text under o200k, or under what stands in for it.
 */
export function countByScript(
  text: string,
  count: (text: string) => number,
  { singleDigits }: VocabularyScale,
): CountedScripts {
  const { latin, nonLatin } = divideByScript(text);
  const other = nonLatin === "" ? 0 : count(nonLatin);
  const counted = nonLatin === "" ? count(text) : count(latin);
  return {
    latin: counted + (singleDigits ? digitsApart(latin) : 0),
    nonLatin: other,
    class: contentClass(latin),
  };
}

/** The counts under the other vocabulary: the likely ones, or a bound of them. Not rounded. */
export function scaleCounts(counted: CountedScripts, { scales }: VocabularyScale, bound: keyof Scale): number {
  return counted.latin * scales[counted.class][bound] + counted.nonLatin * scales["non-latin"][bound];
}

/** How many more tokens the digits of a text are when each of them is one. */
function digitsApart(text: string): number {
  let more = 0;
  for (const [digits] of text.matchAll(DIGITS)) more += digits.length - Math.ceil(digits.length / DIGIT_GROUP);
  return more;
}
