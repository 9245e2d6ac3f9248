import type { QuestionWords } from "./question-words.js";

/**
 * Which words two questions may differ in: `same`, only in those that ask or fill; `free`, also in others, unless these decide what is
 * asked.
 */
export type Wording = "same" | "free";

/** Share of all words that must be other ones for the difference to be seen in a vector. */
const VISIBLE_SHARE = 0.25;

/**
 * Whether two questions may be one in other words, so that it makes sense to ask how close together they lie. They have the same
 * names, numbers, quotations, identifiers, and words that decide, and what both have stands in the same order. With `free`, they
 * may be worded differently at several places besides. Questions that are equal but for one place differ in just what is asked, and
 * the more else is equal, the closer together they lie.
 */
export function mayAskTheSame(a: QuestionWords, b: QuestionWords, wording: Wording): boolean {
  if (areEqual(a.words, b.words)) return a.words.length > 0;
  if (wording === "same") return false;
  const [inA, inB] = [new Set(a.words), new Set(b.words)];
  if (!isWithin(a.exact, inB) || !isWithin(b.exact, inA)) return false;
  const [shared, sharedOfB] = [a.words.filter((word) => inB.has(word)), b.words.filter((word) => inA.has(word))];
  if (!areEqual(shared, sharedOfB)) return false;
  const all = a.words.length + b.words.length;
  const different = all - 2 * shared.length;
  return different >= all * VISIBLE_SHARE && equalEnds(a.words, b.words) < shared.length;
}

function isWithin(words: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const word of words) if (!others.has(word)) return false;
  return true;
}

function areEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, at) => word === b[at]);
}

/** Number of words with which both begin, and of those with which both end. */
function equalEnds(a: readonly string[], b: readonly string[]): number {
  const most = Math.min(a.length, b.length);
  let begin = 0;
  while (begin < most && a[begin] === b[begin]) begin += 1;
  let end = 0;
  while (end < most - begin && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return begin + end;
}
