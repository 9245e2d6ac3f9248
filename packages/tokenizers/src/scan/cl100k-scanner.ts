import { CLASS_MASK, entryAt, LOWER, MARK, NEWLINE, NUMBER, SYMBOL, WIDTH_SHIFT } from "./character-class.js";
import { contractionEnd, numberEnd, symbolsEnd, whiteSpaceEnd } from "./runs.js";

const BLANK = 0x20;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Cuts text like the cl100k pattern, whose alternatives are, in their order:
 *
 * 1. a contraction
 * 2. `[^\r\n\p{L}\p{N}]?\p{L}+`
 * 3. `\p{N}{1,3}`
 * 4. ` ?[^\s\p{L}\p{N}]+[\r\n]*`
 * 5. white space, see `whiteSpaceEnd`
 *
 * A mark is no letter here: it may lead a word or stand among symbols.
 */
export function cl100kPieceEnd(classes: Uint8Array, bytes: Uint8Array, start: number, length: number): number {
  const entry = entryAt(classes, bytes, start);
  const first = entry & CLASS_MASK;
  const next = start + (entry >> WIDTH_SHIFT);
  if (isLetter(first)) return lettersEnd(classes, bytes, next, length);
  if (first === NUMBER) return numberEnd(classes, bytes, start, length);
  if (first === NEWLINE) return whiteSpaceEnd(classes, bytes, start, length);
  const contraction = contractionEnd(bytes, start, length);
  if (contraction > start) return contraction;
  const second = next < length ? entryAt(classes, bytes, next) & CLASS_MASK : NEWLINE;
  if (isLetter(second)) return lettersEnd(classes, bytes, next, length);
  if (first === SYMBOL || first === MARK) return symbolsAndNewlinesEnd(classes, bytes, start, length);
  if ((second === SYMBOL || second === MARK) && bytes[start] === BLANK) {
    return symbolsAndNewlinesEnd(classes, bytes, next, length);
  }
  return whiteSpaceEnd(classes, bytes, start, length);
}

function isLetter(characterClass: number): boolean {
  return characterClass <= LOWER && characterClass !== MARK;
}

function lettersEnd(classes: Uint8Array, bytes: Uint8Array, start: number, length: number): number {
  let at = start;
  while (at < length) {
    const entry = entryAt(classes, bytes, at);
    if (!isLetter(entry & CLASS_MASK)) break;
    at += entry >> WIDTH_SHIFT;
  }
  return at;
}

function symbolsAndNewlinesEnd(classes: Uint8Array, bytes: Uint8Array, start: number, length: number): number {
  let at = symbolsEnd(classes, bytes, start, length);
  while (at < length && (bytes[at] === LINE_FEED || bytes[at] === CARRIAGE_RETURN)) at++;
  return at;
}
