import { lowerText } from "./char-class.js";
import { scanTerms } from "./scan-terms.js";

/** Words that carry grammar and no subject. */
const FUNCTION_WORDS = new Set(
  (
    "a an and any are as at be been but by can could did do does for from had has have how i if in into is it its me my " +
    "of on or our please so than that the their them then there these they this those to us was we were what when where " +
    "which who why will with would you your"
  ).split(" "),
);
const VERSION = /^v(?=\d+\.)/;

/** Most terms of one context; beyond them a context is a document and not a question. */
const MOST_TERMS = 2000;

/** The distinct terms that a context asks for, lower-cased, in order of appearance. */
export function queryTerms(context: string): string[] {
  const terms = new Set<string>();
  scanTerms(context, (_hash, start, end) => {
    if (terms.size >= MOST_TERMS) return;
    const term = lowerText(context.slice(start, end));
    if (FUNCTION_WORDS.has(term)) return;
    terms.add(term);
    // 1.2.3 and v1.2.3 are one version.
    if (VERSION.test(term)) terms.add(term.slice(1));
    else if (/^\d+\.\d/.test(term)) terms.add(`v${term}`);
  });
  return [...terms];
}
