import { prefixedWordEnd, symbolsAndSlashesEnd, wordEnd } from "./cased-words.js";
import { CLASS_MASK, entryAt, LOWER, MARK, NEWLINE, NUMBER, SYMBOL, WIDTH_SHIFT } from "./character-class.js";
import { contractionEnd, numberEnd, whiteSpaceEnd } from "./runs.js";

const BLANK = 0x20;

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
