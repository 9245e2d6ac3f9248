import { CLASS_MASK, entryAt, MARK, NEWLINE, NUMBER, SPACE, SYMBOL, WIDTH_SHIFT } from "./character-class.js";

/*
 * The parts that both patterns share. Each takes the place where it starts and returns the place where it ends.
 */

const APOSTROPHE = 0x27;
const LOWER_BIT = 0x20;
const D = 0x64;
const E = 0x65;
const L = 0x6c;
const M = 0x6d;
const R = 0x72;
const S = 0x73;
const T = 0x74;
const V = 0x76;
// U+017F, the long s: case folding makes it equal to "s".
const LONG_S_LEAD = 0xc5;
const LONG_S_TRAIL = 0xbf;

const MOST_DIGITS = 3;

/** `\p{N}{1,3}`, of which the first stands at `start`. */
export function numberEnd(classes: Uint8Array, bytes: Uint8Array, start: number, length: number): number {
  let at = start;
  for (let digits = 0; digits < MOST_DIGITS && at < length; digits++) {
    const entry = entryAt(classes, bytes, at);
    if ((entry & CLASS_MASK) !== NUMBER) break;
    at += entry >> WIDTH_SHIFT;
  }
  return at;
}

/** `[^\s\p{L}\p{N}]*`: symbols and marks. */
export function symbolsEnd(classes: Uint8Array, bytes: Uint8Array, start: number, length: number): number {
  let at = start;
  while (at < length) {
    const entry = entryAt(classes, bytes, at);
    const characterClass = entry & CLASS_MASK;
    if (characterClass !== SYMBOL && characterClass !== MARK) break;
    at += entry >> WIDTH_SHIFT;
  }
  return at;
}

/**
 * `\s*[\r\n]+|\s+(?!\S)|\s+`, where white space stands at `start`: up to the last newline of the run if it has one;
 * else the run without its last character, which goes to the next piece; else the single character.
 */
export function whiteSpaceEnd(classes: Uint8Array, bytes: Uint8Array, start: number, length: number): number {
  let at = start;
  let last = start;
  let afterNewline = -1;
  while (at < length) {
    const entry = entryAt(classes, bytes, at);
    const characterClass = entry & CLASS_MASK;
    if (characterClass !== SPACE && characterClass !== NEWLINE) break;
    last = at;
    at += entry >> WIDTH_SHIFT;
    if (characterClass === NEWLINE) afterNewline = at;
  }
  if (afterNewline >= 0) return afterNewline;
  return at < length && last > start ? last : at;
}

/** `(?i:'s|'t|'re|'ve|'m|'ll|'d)?` with case folding as in Unicode. */
export function contractionEnd(bytes: Uint8Array, start: number, length: number): number {
  if (start + 1 >= length || bytes[start] !== APOSTROPHE) return start;
  const first = bytes[start + 1] as number;
  const letter = first | LOWER_BIT;
  if (letter === S || letter === T || letter === M || letter === D) return start + 2;
  if (start + 2 >= length) return start;
  const second = bytes[start + 2] as number;
  if (first === LONG_S_LEAD && second === LONG_S_TRAIL) return start + 3;
  const pair = second | LOWER_BIT;
  if (letter === L ? pair === L : (letter === R || letter === V) && pair === E) return start + 3;
  return start;
}
