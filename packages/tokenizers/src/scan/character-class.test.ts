import { expect, it } from "vitest";
import { ENCODINGS, referenceIds } from "../reference.test-support.js";
import { testTokenizer } from "../test-tokenizer.test-support.js";
import {
  CLASS_MASK,
  characterClasses,
  entryAt,
  LOWER,
  MARK,
  NEWLINE,
  NUMBER,
  OTHER,
  SPACE,
  SYMBOL,
  UPPER,
  WIDTH_SHIFT,
} from "./character-class.js";

/** Everything Unicode has assigned lies in these ranges, except noncharacters and private use. */
const ASSIGNED: readonly (readonly [first: number, end: number])[] = [
  [0x0, 0xd800],
  [0xe000, 0x10000],
  [0x10000, 0x18000],
  [0x18000, 0x20000],
  [0x20000, 0x33500],
  [0xe0000, 0xe0200],
  [0x10fff0, 0x110000],
];

const RUNTIME_CLASSES: readonly (readonly [characterClass: number, pattern: RegExp])[] = [
  [NEWLINE, /^[\r\n]$/],
  [UPPER, /^[\p{Lu}\p{Lt}]$/u],
  [OTHER, /^[\p{Lm}\p{Lo}]$/u],
  [MARK, /^\p{M}$/u],
  [LOWER, /^\p{Ll}$/u],
  [NUMBER, /^\p{N}$/u],
  [SPACE, /^\p{White_Space}$/u],
];

const BLOCK = 0x100;

function ownClass(code: number): number {
  return (characterClasses()[code] as number) & CLASS_MASK;
}

function runtimeClass(code: number): number {
  const character = String.fromCodePoint(code);
  return RUNTIME_CLASSES.find(([, pattern]) => pattern.test(character))?.[0] ?? SYMBOL;
}

/** Each class of `character` gives other tokens in one of these places. */
function inEveryPlace(character: string): string {
  return `${character}'s ${character}1111 !${character}the A${character}B the${character}The\n`;
}

/** The code points of a block; of a block that is all one class and unchanged in newer versions, its ends. */
function toAsk(first: number, end: number): number[] {
  const codes = Array.from({ length: end - first }, (_, k) => first + k);
  const uniform = codes.every((code) => ownClass(code) === ownClass(first) && runtimeClass(code) === ownClass(first));
  return uniform ? [first, end - 1] : codes;
}

it("classes code points as the reference does", () => {
  const differing: string[] = [];
  for (const [first, end] of ASSIGNED) {
    for (let start = first; start < end; start += BLOCK) {
      const codes = toAsk(start, Math.min(end, start + BLOCK));
      const text = codes.map((code) => inEveryPlace(String.fromCodePoint(code))).join("");
      for (const encoding of ENCODINGS) {
        const ids = testTokenizer(encoding).encode(text);
        if (ids.join() !== referenceIds(encoding, text).join()) differing.push(`${encoding} U+${start.toString(16)}`);
      }
    }
  }
  expect(differing).toEqual([]);
});

it("classes as the runtime does what both know", () => {
  const differing: string[] = [];
  for (let code = 0; code < 0x110000; code++) {
    const own = ownClass(code);
    const runtime = runtimeClass(code);
    // Unassigned code points are symbols to the older of the two; letters may move between the kinds of letters.
    const bothLetters = own <= LOWER && runtime <= LOWER;
    if (own !== runtime && own !== SYMBOL && runtime !== SYMBOL && !bothLetters) differing.push(code.toString(16));
  }
  expect(differing).toEqual([]);
});

it("reads the class and the width of characters of every UTF-8 length", () => {
  const text = "a\nÉ٣中 \u3000𝒜🙂";
  const bytes = new TextEncoder().encode(text);
  const read: [string, number][] = [];
  for (let at = 0; at < bytes.length; ) {
    const entry = entryAt(characterClasses(), bytes, at);
    const width = entry >> WIDTH_SHIFT;
    read.push([new TextDecoder().decode(bytes.subarray(at, at + width)), entry & CLASS_MASK]);
    at += width;
  }
  expect(read).toEqual([
    ["a", LOWER],
    ["\n", NEWLINE],
    ["É", UPPER],
    ["٣", NUMBER],
    ["中", OTHER],
    [" ", SPACE],
    ["\u3000", SPACE],
    ["𝒜", UPPER],
    ["🙂", SYMBOL],
  ]);
});
