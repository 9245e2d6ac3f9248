import type { Digest } from "../digest/handle.js";
import { createBm25Scorer } from "./bm25-scorer.js";
import type { RelevanceScore, RelevanceScorer } from "./relevance-scorer.js";

/** Of lists of items, by their digest: the items with the best scores, each with its score in thousandths. */
export type ScoreLists = Readonly<Record<string, readonly (readonly [item: number, thousandths: number])[]>>;

/** A list that was to be rated. */
export interface ScoreRequest {
  readonly key: string;
  readonly items: readonly string[];
  readonly context: string;
}

/** Gives the scores of a record again. What it has no scores for, it rates by words, and notes. */
export interface RecordedScorer extends RelevanceScorer {
  readonly unanswered: readonly ScoreRequest[];
}

/** Most items of a list whose scores are kept: many more than are ever shown. */
const MOST_ITEMS = 256;
const KEY_LENGTH = 16;
const NOT_RATED: RelevanceScore = Object.freeze({ score: 0, reason: "not among the best", matchedTerms: [] });

/**
 * Creates a scorer that answers by a record.
 *
 * @example
 * const scorer = recordedScorer({}, sha256);
 * scorer.scoreBatch(["a", "b"], "b"); // rated by words
 * scorer.unanswered.length; // 1
 */
export function recordedScorer(lists: ScoreLists, digest: Digest): RecordedScorer {
  const unanswered = new Map<string, ScoreRequest>();
  const byWords = createBm25Scorer();
  const scoreBatch = (items: readonly string[], context: string): RelevanceScore[] => {
    const key = digest(JSON.stringify([context, items])).slice(0, KEY_LENGTH);
    const known = Object.hasOwn(lists, key) ? lists[key] : undefined;
    if (known !== undefined) return spread(known, items.length);
    unanswered.set(key, { key, items, context });
    return byWords.scoreBatch(items, context);
  };
  return {
    name: "recorded",
    get unanswered() {
      return [...unanswered.values()];
    },
    score: (item, context) => scoreBatch([item], context)[0] ?? NOT_RATED,
    scoreBatch,
  };
}

/**
 * What of scores is kept.
 *
 * @throws RangeError when there is not one number for each item.
 */
export function bestScores(scores: readonly Pick<RelevanceScore, "score">[], items: number): ScoreLists[string] {
  if (scores.length !== items) throw new RangeError(`It gave ${scores.length} scores for ${items} items.`);
  const rated = scores.map(({ score }, item) => {
    if (!Number.isFinite(score)) throw new RangeError(`It gave ${score} for a score.`);
    return [item, Math.round(1000 * Math.min(1, Math.max(0, score)))] as const;
  });
  return rated
    .filter(([, thousandths]) => thousandths > 0)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, MOST_ITEMS);
}

function spread(best: ScoreLists[string], items: number): RelevanceScore[] {
  const scores = Array.from({ length: items }, () => NOT_RATED);
  for (const [item, thousandths] of best) {
    if (item < items) scores[item] = { score: thousandths / 1000, reason: "rated before", matchedTerms: [] };
  }
  return scores;
}

/** A record as it is stored. */
export function writeScores(lists: ScoreLists): string {
  return JSON.stringify(lists);
}

/** Reads a stored record; one that nobody can read counts as one without scores. */
export function readScores(text: string): ScoreLists {
  try {
    const lists: unknown = JSON.parse(text);
    return isLists(lists) ? lists : {};
  } catch {
    return {};
  }
}

function isLists(value: unknown): value is ScoreLists {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((list) => Array.isArray(list) && list.every(isRated));
}

function isRated(pair: unknown): boolean {
  return Array.isArray(pair) && Number.isSafeInteger(pair[0]) && pair[0] >= 0 && Number.isFinite(pair[1]);
}
