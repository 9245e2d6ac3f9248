import { LOWER_CASE, MARKS, NUMBERS, OTHER_LETTERS, UPPER_CASE, WHITE_SPACE } from "./unicode-16-classes.js";

/*
 * The classes that the patterns tell apart. Their order carries meaning: everything up to LOWER is a letter or a
 * mark, everything up to MARK may stand in the upper-case part of a word, OTHER to LOWER in its lower-case part.
 */
export const UPPER = 1;
export const OTHER = 2;
export const MARK = 3;
export const LOWER = 4;
export const NUMBER = 5;
export const SYMBOL = 6;
export const SPACE = 7;
export const NEWLINE = 8;

/** The low bits of an entry hold the class, the bits above the number of UTF-8 bytes of the character. */
export const CLASS_MASK = 15;
export const WIDTH_SHIFT = 4;

const CODE_POINTS = 0x110000;
/** Where the code points of each UTF-8 width end. */
const WIDTH_ENDS = [0, 0x80, 0x800, 0x10000, CODE_POINTS];
/** Line feed and carriage return, as runs. */
const NEWLINES = "a 2";
const RADIX = 36;

let table: Uint8Array | undefined;

/**
 * One entry per code point: `class | width << WIDTH_SHIFT`. Built on first use, 1.1 MB.
 *
 * The classes are those of Unicode 16.0 and not those of the runtime, so that counts are the same everywhere and
 * equal to the reference tokenizer's.
 */
export function characterClasses(): Uint8Array {
  table ??= buildTable();
  return table;
}

/** The entry of the character whose first byte is `bytes[at]`. `bytes` is valid UTF-8. */
export function entryAt(classes: Uint8Array, bytes: Uint8Array, at: number): number {
  const lead = bytes[at] as number;
  return classes[lead < 0x80 ? lead : codePointAt(bytes, at, lead)] as number;
}

function codePointAt(bytes: Uint8Array, at: number, lead: number): number {
  const second = (bytes[at + 1] as number) & 0x3f;
  if (lead < 0xe0) return ((lead & 0x1f) << 6) | second;
  const third = (bytes[at + 2] as number) & 0x3f;
  if (lead < 0xf0) return ((lead & 0x0f) << 12) | (second << 6) | third;
  return ((lead & 0x07) << 18) | (second << 12) | (third << 6) | ((bytes[at + 3] as number) & 0x3f);
}

function buildTable(): Uint8Array {
  const classes = new Uint8Array(CODE_POINTS);
  for (let width = 1, start = 0; width <= 4; width++) {
    const end = WIDTH_ENDS[width] as number;
    classes.fill(SYMBOL | (width << WIDTH_SHIFT), start, end);
    start = end;
  }
  setRuns(classes, UPPER_CASE, UPPER);
  setRuns(classes, OTHER_LETTERS, OTHER);
  setRuns(classes, MARKS, MARK);
  setRuns(classes, LOWER_CASE, LOWER);
  setRuns(classes, NUMBERS, NUMBER);
  setRuns(classes, WHITE_SPACE, SPACE);
  setRuns(classes, NEWLINES, NEWLINE);
  return classes;
}

/** Gives the code points of `runs` their class and leaves their width as it is. */
function setRuns(classes: Uint8Array, runs: string, characterClass: number): void {
  let position = 0;
  for (const run of runs.split(" ")) {
    const [gap = "", length = "1"] = run.split(".");
    const start = position + Number.parseInt(gap, RADIX);
    position = start + Number.parseInt(length, RADIX);
    for (let code = start; code < position; code++) {
      classes[code] = ((classes[code] as number) & ~CLASS_MASK) | characterClass;
    }
  }
}
