import { CharClass, classOf, lowerUnit } from "./char-class.js";

/** Called for each term with its hash (of the lower-cased units) and its place. */
export type TermVisit = (hash: number, start: number, end: number) => void;

const SEED = 0x811c9dc5;
const PRIME = 0x01000193;
/** Runs of digits inside a word are terms of their own from this length on. */
const LEAST_INNER_DIGITS = 4;
const LEAST_INNER_LETTERS = 2;

/**
 * Finds the terms of a text and returns its number of words.
 *
 * Terms are words (runs of letters and digits), the parts of mixed words (`user` and `id` of `userId`, the digits of
 * `ord536172283`) and whole compounds whose words are joined by one of `. _ - / : @`: identifiers, paths, host names,
 * addresses, versions, dates, UUIDs. Scripts that put no space between words give pairs of characters.
 */
export function scanTerms(text: string, visit: TermVisit): number {
  const length = text.length;
  let words = 0;
  let i = 0;
  while (i < length) {
    const first = classOf(text.charCodeAt(i));
    if (first === CharClass.other || first === CharClass.connector) {
      i++;
      continue;
    }
    if (first === CharClass.ideograph) {
      const end = ideographsEnd(text, i);
      words += visitPairs(text, i, end, visit);
      i = end;
      continue;
    }
    const compoundStart = i;
    let wordsHere = 0;
    for (;;) {
      const wordStart = i;
      let partStart = i;
      let hash = SEED;
      let previous: CharClass = CharClass.other;
      for (; i < length; i++) {
        const code = text.charCodeAt(i);
        // Most of most texts: a small letter behind another one.
        if (code >= 97 && code <= 122 && previous === CharClass.lower) {
          hash = Math.imul(hash ^ code, PRIME);
          continue;
        }
        const now = classOf(code);
        if (now === CharClass.other || now === CharClass.connector || now === CharClass.ideograph) break;
        if (i > wordStart && (now !== previous || now === CharClass.upper) && isBoundary(previous, now, text, i)) {
          visitPart(text, partStart, i, previous, visit);
          partStart = i;
        }
        hash = Math.imul(hash ^ lowerUnit(code), PRIME);
        previous = now;
      }
      if (partStart > wordStart) visitPart(text, partStart, i, previous, visit);
      visit(hash, wordStart, i);
      wordsHere++;
      if (!joins(text, i)) break;
      i++;
    }
    if (wordsHere > 1) visit(hashSpan(text, compoundStart, i), compoundStart, i);
    words += wordsHere;
  }
  return words;
}

/** The hash under which {@link scanTerms} visits a term, given in the lower case of `lowerText`. */
export function hashTerm(term: string): number {
  return hashSpan(term, 0, term.length);
}

function hashSpan(text: string, start: number, end: number): number {
  let hash = SEED;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ lowerUnit(text.charCodeAt(i)), PRIME);
  return hash;
}

/** Whether a new part of a mixed word begins at `i`: `user|Id`, `HTTP|Server`, `worker|07`. */
function isBoundary(previous: CharClass, now: CharClass, text: string, i: number): boolean {
  if ((previous === CharClass.digit) !== (now === CharClass.digit)) return true;
  if (now !== CharClass.upper) return false;
  if (previous === CharClass.lower) return true;
  return previous === CharClass.upper && classOf(text.charCodeAt(i + 1)) === CharClass.lower;
}

function visitPart(text: string, start: number, end: number, last: CharClass, visit: TermVisit): void {
  const least = last === CharClass.digit ? LEAST_INNER_DIGITS : LEAST_INNER_LETTERS;
  if (end - start >= least) visit(hashSpan(text, start, end), start, end);
}

/** Whether a connector stands at `i` with a word behind it. */
function joins(text: string, i: number): boolean {
  if (i + 1 >= text.length || classOf(text.charCodeAt(i)) !== CharClass.connector) return false;
  const next = classOf(text.charCodeAt(i + 1));
  return next !== CharClass.other && next !== CharClass.connector && next !== CharClass.ideograph;
}

function ideographsEnd(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && classOf(text.charCodeAt(i)) === CharClass.ideograph) i++;
  return i;
}

function visitPairs(text: string, start: number, end: number, visit: TermVisit): number {
  const last = Math.max(start + 1, end - 1);
  for (let i = start; i < last; i++) {
    const to = Math.min(i + 2, end);
    visit(hashSpan(text, i, to), i, to);
  }
  return last - start;
}
