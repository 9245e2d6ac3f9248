import { CLASS_MASK, entryAt, LOWER, MARK, OTHER, UPPER, WIDTH_SHIFT } from "./character-class.js";
import { symbolsEnd } from "./runs.js";

/*
 * What the patterns of o200k and tekken share: words told apart by case, and symbols that take newlines and slashes along.
 * Alternatives are those of these patterns:
 *
 * 1. `[^\r\n\p{L}\p{N}]?[upper other mark]*[lower other mark]+`
 * 2. `[^\r\n\p{L}\p{N}]?[upper other mark]+[lower other mark]*`
 */

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SLASH = 0x2f;

/**
 * Alternatives 1 and 2 where a character that can lead a word stands at `start`, and `next` follows it. A mark may be
 * that leading character or part of the word itself; alternative 1 tries both before alternative 2 tries either.
 */
export function prefixedWordEnd(
  classes: Uint8Array,
  bytes: Uint8Array,
  start: number,
  next: number,
  length: number,
): number {
  const end = lowerWordEnd(classes, bytes, next, length);
  if (end >= 0) return end;
  const markEnd = lowerWordEnd(classes, bytes, start, length);
  return markEnd >= 0 ? markEnd : upperEnd(classes, bytes, next, length);
}

/** Alternatives 1 and 2 where a letter stands at `start`. */
export function wordEnd(classes: Uint8Array, bytes: Uint8Array, start: number, length: number): number {
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

/** ` ?[^\s\p{L}\p{N}]+[\r\n/]*`, of which the first symbol stands at `start`. */
export function symbolsAndSlashesEnd(classes: Uint8Array, bytes: Uint8Array, start: number, length: number): number {
  let at = symbolsEnd(classes, bytes, start, length);
  while (at < length) {
    const byte = bytes[at];
    if (byte !== LINE_FEED && byte !== CARRIAGE_RETURN && byte !== SLASH) break;
    at++;
  }
  return at;
}
