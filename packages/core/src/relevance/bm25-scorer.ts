import { HeadroomError } from "../errors.js";
import { queryTerms } from "./query-terms.js";
import type { RelevanceScore, RelevanceScorer } from "./relevance-scorer.js";
import { scanTerms } from "./scan-terms.js";
import { createVocabulary, type Vocabulary } from "./vocabulary.js";

/** The parameters of BM25. */
export interface Bm25Options {
  /** How soon repetition of a term stops to count; 0 counts presence only. @default 1.5 */
  readonly k1?: number;
  /** How much long items are held back, 0 to 1. @default 0.75 */
  readonly b?: number;
  /** Divides the sum by `maxScore`. Without it the plain sum is cut off at 1. @default true */
  readonly normalizeScore?: boolean;
  /** The sum that counts as fully relevant. @default 10 */
  readonly maxScore?: number;
}

/** A match of a term of this length is rarely by chance: it lifts the score. */
const LONG_TERM = 8;
const LONG_TERM_BONUS = 0.3;
/** A term that more of the items hold than this share tells them apart too little to lift the score. */
const COMMON_SHARE = 0.5;
const NO_MATCH: RelevanceScore = Object.freeze({ score: 0, reason: "BM25: no term matches", matchedTerms: [] });

/**
 * Rates items by the terms they share with a context: Okapi BM25, with the rarity of a term counted over the batch.
 * Linear in the length of the items, whatever the number of terms. An empty context scores 0.
 *
 * @throws HeadroomError naming the option and its range.
 * @example
 * const scorer = createBm25Scorer();
 * const [first, second] = scorer.scoreBatch(['{"order_id":536172283}', '{"order_id":17}'], "Where is order 536172283?");
 * first.score > 0.3; // true; second.score is near 0
 */
export function createBm25Scorer(options: Bm25Options = {}): RelevanceScorer {
  const { k1 = 1.5, b = 0.75, normalizeScore = true, maxScore = 10 } = options;
  inRange("k1", k1, 0, Number.MAX_VALUE);
  inRange("b", b, 0, 1);
  inRange("maxScore", maxScore, Number.MIN_VALUE, Number.MAX_VALUE);

  function rate(items: readonly string[], context: string, rarity: Rarity): RelevanceScore[] {
    const vocabulary = createVocabulary(queryTerms(context));
    if (vocabulary.terms.length === 0) return items.map(() => NO_MATCH);
    const matches = matchItems(items, vocabulary);
    const weights = Float64Array.from(matches.itemsWith, (count) => rarity(items.length, count));
    const averageWords = matches.words.reduce((sum, words) => sum + words, 0) / items.length || 1;
    return items.map((_item, index) => {
      const from = matches.from[index] as number;
      const to = matches.from[index + 1] as number;
      if (from === to) return NO_MATCH;
      const matchedTerms: string[] = [];
      const lengthFactor = k1 * (1 - b + (b * (matches.words[index] as number)) / averageWords);
      let sum = 0;
      let long = false;
      for (let at = from; at < to; at++) {
        const term = matches.terms[at] as number;
        const count = matches.counts[at] as number;
        const text = vocabulary.terms[term] as string;
        sum += ((weights[term] as number) * count * (k1 + 1)) / (count + lengthFactor);
        long ||= text.length >= LONG_TERM && isTelling(matches.itemsWith[term] as number, items.length);
        matchedTerms.push(text);
      }
      const base = normalizeScore ? sum / maxScore : sum;
      const score = Math.min(1, Math.max(0, base + (long ? LONG_TERM_BONUS : 0)));
      return { score, reason: reasonFor(matchedTerms), matchedTerms };
    });
  }

  return Object.freeze({
    name: "bm25",
    score: (item: string, context: string) => rate([item], context, ratedAlone)[0] ?? NO_MATCH,
    scoreBatch: (items: readonly string[], context: string) => rate(items, context, inverseFrequency),
  });
}

type Rarity = (items: number, itemsWith: number) => number;

function inverseFrequency(items: number, itemsWith: number): number {
  return Math.log(1 + (items - itemsWith + 0.5) / (itemsWith + 0.5));
}

/** An item rated alone has no batch that could show what is common: every term counts as one that half of it lacks. */
function ratedAlone(): number {
  return inverseFrequency(4, 1);
}

function isTelling(itemsWith: number, items: number): boolean {
  return itemsWith === 1 || itemsWith <= items * COMMON_SHARE;
}

/** Which terms which items hold: the matches of item `i` stand at `from[i]` to `from[i + 1]`. */
interface Matches {
  readonly words: Int32Array;
  readonly from: Int32Array;
  readonly terms: readonly number[];
  readonly counts: readonly number[];
  /** Per term, the number of items that hold it. */
  readonly itemsWith: Int32Array;
}

function matchItems(items: readonly string[], vocabulary: Vocabulary): Matches {
  const words = new Int32Array(items.length);
  const from = new Int32Array(items.length + 1);
  const itemsWith = new Int32Array(vocabulary.terms.length);
  const slotOf = new Int32Array(vocabulary.terms.length).fill(-1);
  const terms: number[] = [];
  const counts: number[] = [];
  items.forEach((item, index) => {
    const start = terms.length;
    words[index] = scanTerms(item, (hash, termStart, termEnd) => {
      const term = vocabulary.lookUp(hash, item, termStart, termEnd);
      if (term < 0) return;
      const slot = slotOf[term] as number;
      if (slot >= start) {
        counts[slot] = (counts[slot] as number) + 1;
        return;
      }
      slotOf[term] = terms.length;
      itemsWith[term] = (itemsWith[term] as number) + 1;
      terms.push(term);
      counts.push(1);
    });
    from[index + 1] = terms.length;
  });
  return { words, from, terms, counts, itemsWith };
}

function reasonFor(terms: readonly string[]): string {
  const shown = terms.slice(0, 3).join(", ");
  return `BM25: matches ${shown}${terms.length > 3 ? ` and ${terms.length - 3} more` : ""}`;
}

function inRange(name: string, value: unknown, least: number, most: number): void {
  if (typeof value === "number" && value >= least && value <= most) return;
  const range =
    most === Number.MAX_VALUE
      ? least === 0
        ? "a number of 0 or more"
        : "a number above 0"
      : `a number from ${least} to ${most}`;
  throw new HeadroomError("invalid-option", `BM25 option ${name} is ${JSON.stringify(value)}; it must be ${range}.`);
}
