import {
  CLASS_MASK,
  entryAt,
  LOWER,
  MARK,
  NEWLINE,
  NUMBER,
  OTHER,
  SYMBOL,
  UPPER,
  WIDTH_SHIFT,
} from "./character-class.js";
import { contractionEnd, numberEnd, symbolsEnd, whiteSpaceEnd } from "./runs.js";

const BLANK = 0x20;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SLASH = 0x2f;

/**
 * Cuts text like the o200k pattern, whose alternatives are, in their order:
 *
 * 1. `[^\r\n\p{L}\p{N}]?[upper other mark]*[lower other mark]+`, then perhaps a contraction
 * 2. `[^\r\n\p{L}\p{N}]?[upper other mark]+[lower other mark]*`, then perhaps a contraction
 * 3. `\p{N}{1,3}`
 * 4. ` ?[^\s\p{L}\p{N}]+[\r\n/]*`
 * 5. white space, see `whiteSpaceEnd`
 */
export function o200kPieceEnd(classes: Uint8Array, bytes: Uint8Array, start: number, length: number): number {
  const entry = entryAt(classes, bytes, start);
  const first = entry & CLASS_MASK;
  if (first <= LOWER && first !== MARK) return contractionEnd(bytes, wordEnd(classes, bytes, start, length), length);
  if (first === NUMBER) return numberEnd(classes, bytes, start, length);
  if (first === NEWLINE) return whiteSpaceEnd(classes, bytes, start, length);
  const next = start + (entry >> WIDTH_SHIFT);
  const second = next < length ? entryAt(classes, bytes, next) & CLASS_MASK : NEWLINE;
  if (second <= LOWER || first === MARK) {
    return contractionEnd(bytes, prefixedWordEnd(classes, bytes, start, next, length), length);
  }
  if (first === SYMBOL) return symbolsAndSlashesEnd(classes, bytes, start, length);
  if (second === SYMBOL && bytes[start] === BLANK) return symbolsAndSlashesEnd(classes, bytes, next, length);
  return whiteSpaceEnd(classes, bytes, start, length);
}

/**
 * Alternatives 1 and 2 where a character that can lead a word stands at `start`, and `next` follows it. A mark may be
 * that leading character or part of the word itself; alternative 1 tries both before alternative 2 tries either.
 */
function prefixedWordEnd(classes: Uint8Array, bytes: Uint8Array, start: number, next: number, length: number): number {
  const end = lowerWordEnd(classes, bytes, next, length);
  if (end >= 0) return end;
  const markEnd = lowerWordEnd(classes, bytes, start, length);
  return markEnd >= 0 ? markEnd : upperEnd(classes, bytes, next, length);
}

function wordEnd(classes: Uint8Array, bytes: Uint8Array, start: number, length: number): number {
  const end = lowerWordEnd(classes, bytes, start, length);
  return end >= 0 ? end : upperEnd(classes, bytes, start, length);
}

/**
 * `[upper other mark]*[lower other mark]+`, or -1. When no lower-case letter follows, the first part hands back what
 * comes after its last character that can stand in the second part.
 */
function lowerWordEnd(classes: Uint8Array, bytes: Uint8Array, start: number, length: number): number {
  let at = start;
  let handedBack = -1;
  let characterClass = 0;
  while (at < length) {
    const entry = entryAt(classes, bytes, at);
    characterClass = entry & CLASS_MASK;
    if (characterClass > MARK) break;
    at += entry >> WIDTH_SHIFT;
    if (characterClass !== UPPER) handedBack = at;
  }
  if (at >= length || characterClass !== LOWER) return handedBack;
  while (at < length) {
    const entry = entryAt(classes, bytes, at);
    characterClass = entry & CLASS_MASK;
    if (characterClass < OTHER || characterClass > LOWER) break;
    at += entry >> WIDTH_SHIFT;
  }
  return at;
}

/** `[upper]*`: all that is left for alternative 2 once alternative 1 has failed. */
function upperEnd(classes: Uint8Array, bytes: Uint8Array, start: number, length: number): number {
  let at = start;
  while (at < length) {
    const entry = entryAt(classes, bytes, at);
    if ((entry & CLASS_MASK) !== UPPER) break;
    at += entry >> WIDTH_SHIFT;
  }
  return at;
}

function symbolsAndSlashesEnd(classes: Uint8Array, bytes: Uint8Array, start: number, length: number): number {
  let at = symbolsEnd(classes, bytes, start, length);
  while (at < length) {
    const byte = bytes[at];
    if (byte !== LINE_FEED && byte !== CARRIAGE_RETURN && byte !== SLASH) break;
    at++;
  }
  return at;
}
