import { CharCode, isJsonSpace } from "./char-codes.js";

/**
 * Ends of single JSON tokens. Each function takes the place where a token begins and returns the place behind it, or a
 * negative number `-1 - place` where the text stops being one (so that the caller can name the place).
 */

/** The next place at or behind `at` that is not white space. */
export function skipSpace(text: string, at: number): number {
  let i = at;
  while (isJsonSpace(text.charCodeAt(i))) i++;
  return i;
}

/** How many characters are looked at one by one before a pattern search takes over: most strings are shorter. */
const SHORT = 40;
const SPECIAL = /["\\\u0000-\u001f]/g;

/** The place behind the closing quote of a string whose opening quote stands at `at`. */
export function stringEnd(text: string, at: number): number {
  let i = at + 1;
  let patience = i + SHORT;
  for (;;) {
    const code = text.charCodeAt(i);
    if (code === CharCode.quote) return i + 1;
    if (code === CharCode.backslash) {
      i = escapeEnd(text, i + 1);
      if (i < 0) return i;
    } else if (code >= 32) {
      i++;
    } else {
      return -1 - Math.min(i, text.length);
    }
    if (i > patience) {
      SPECIAL.lastIndex = i;
      if (!SPECIAL.test(text)) return -1 - text.length;
      i = SPECIAL.lastIndex - 1;
      patience = i + SHORT;
    }
  }
}

/** {@link stringEnd} of a string in a text that is known to be JSON: only the closing quote is looked for. */
export function knownStringEnd(text: string, at: number): number {
  let i = text.indexOf('"', at + 1);
  while (text.charCodeAt(i - 1) === CharCode.backslash && isEscaped(text, i)) i = text.indexOf('"', i + 1);
  return i + 1;
}

/** Whether an odd number of backslashes stands before a place. */
function isEscaped(text: string, at: number): boolean {
  let i = at - 1;
  while (text.charCodeAt(i) === CharCode.backslash) i--;
  return (at - i) % 2 === 0;
}

/** The place behind an escape whose backslash stands before `at`. */
function escapeEnd(text: string, at: number): number {
  switch (text.charCodeAt(at)) {
    case CharCode.quote:
    case CharCode.backslash:
    case 47: // solidus
    case 98: // b
    case 102: // f
    case 110: // n
    case 114: // r
    case 116: // t
      return at + 1;
    case 117: // u
      for (let k = 1; k <= 4; k++) if (!isHex(text.charCodeAt(at + k))) return -1 - Math.min(at + k, text.length);
      return at + 5;
    default:
      return -1 - Math.min(at, text.length);
  }
}

function isHex(code: number): boolean {
  return isDigit(code) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
}

function isDigit(code: number): boolean {
  return code >= CharCode.zero && code <= CharCode.nine;
}

/** The place behind a number that begins at `at`. */
export function numberEnd(text: string, at: number): number {
  let i = at;
  if (text.charCodeAt(i) === CharCode.minus) i++;
  if (text.charCodeAt(i) === CharCode.zero) i++;
  else {
    i = digitsEnd(text, i);
    if (i < 0) return i;
  }
  if (text.charCodeAt(i) === CharCode.dot) {
    i = digitsEnd(text, i + 1);
    if (i < 0) return i;
  }
  const code = text.charCodeAt(i);
  if (code === CharCode.lowerE || code === CharCode.upperE) {
    const sign = text.charCodeAt(i + 1);
    i = digitsEnd(text, sign === CharCode.plus || sign === CharCode.minus ? i + 2 : i + 1);
  }
  return i;
}

function digitsEnd(text: string, at: number): number {
  let i = at;
  while (isDigit(text.charCodeAt(i))) i++;
  return i > at ? i : -1 - Math.min(at, text.length);
}

/** The place behind `true`, `false` or `null` at `at`. */
export function literalEnd(text: string, at: number): number {
  if (text.startsWith("true", at) || text.startsWith("null", at)) return at + 4;
  return text.startsWith("false", at) ? at + 5 : -1 - Math.min(at, text.length);
}
