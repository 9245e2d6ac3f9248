import type { Tokenizer } from "./tokenizer.js";

const PIECES = /[a-zA-Z]+|[0-9]{1,3}|\s+|[^\x00-\x7f]|[^\sa-zA-Z0-9]/g;

/**
 * A tokenizer that needs no vocabulary, for when none is plugged in.
 *
 * It splits like the byte-pair vocabularies do (words, groups of three digits, blanks, symbols) and charges about what
 * they charge on code, JSON and logs. It is an estimate: `exact` is false, and it errs towards more tokens for letters
 * without blanks between them.
 *
 * @example
 * createEstimator().count("hello world"); // 3
 */
export function createEstimator(): Tokenizer {
  return { id: "estimate", exact: false, count: estimate };
}

function estimate(text: string): number {
  let tokens = 0;
  let previousWasBlank = false;
  for (const [piece] of text.matchAll(PIECES)) {
    const first = piece.charCodeAt(0);
    const blank = piece.trim() === "";
    if (blank) tokens += piece === " " ? 0 : Math.ceil(piece.length / 40);
    else if (isLetter(first)) tokens += wordTokens(piece, previousWasBlank);
    else tokens += 1;
    previousWasBlank = blank;
  }
  return tokens === 0 && text.length > 0 ? 1 : tokens;
}

/** Common words after a blank are one token up to eight letters; long runs of letters are about four letters each. */
function wordTokens(word: string, afterBlank: boolean): number {
  if (word.length <= (afterBlank ? 8 : 5)) return 1;
  return word.length <= 16 ? 2 : Math.ceil(word.length / 4);
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
