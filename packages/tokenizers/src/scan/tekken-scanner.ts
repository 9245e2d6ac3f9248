import { prefixedWordEnd, symbolsAndSlashesEnd, wordEnd } from "./cased-words.js";
import { CLASS_MASK, entryAt, LOWER, MARK, NEWLINE, NUMBER, SYMBOL, WIDTH_SHIFT } from "./character-class.js";
import { whiteSpaceEnd } from "./runs.js";

const BLANK = 0x20;

/**
 * Cuts text like the tekken pattern, which is o200k's without contractions and with every digit a piece of its own:
 *
 * 1. `[^\r\n\p{L}\p{N}]?[upper other mark]*[lower other mark]+`
 * 2. `[^\r\n\p{L}\p{N}]?[upper other mark]+[lower other mark]*`
 * 3. `\p{N}`
 * 4. ` ?[^\s\p{L}\p{N}]+[\r\n/]*`
 * 5. white space, see `whiteSpaceEnd`
 */
export function tekkenPieceEnd(classes: Uint8Array, bytes: Uint8Array, start: number, length: number): number {
  const entry = entryAt(classes, bytes, start);
  const first = entry & CLASS_MASK;
  const next = start + (entry >> WIDTH_SHIFT);
  if (first <= LOWER && first !== MARK) return wordEnd(classes, bytes, start, length);
  if (first === NUMBER) return next;
  if (first === NEWLINE) return whiteSpaceEnd(classes, bytes, start, length);
  const second = next < length ? entryAt(classes, bytes, next) & CLASS_MASK : NEWLINE;
  if (second <= LOWER || first === MARK) return prefixedWordEnd(classes, bytes, start, next, length);
  if (first === SYMBOL) return symbolsAndSlashesEnd(classes, bytes, start, length);
  if (second === SYMBOL && bytes[start] === BLANK) return symbolsAndSlashesEnd(classes, bytes, next, length);
  return whiteSpaceEnd(classes, bytes, start, length);
}
