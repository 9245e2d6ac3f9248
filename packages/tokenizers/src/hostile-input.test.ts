import { describe, expect, it } from "vitest";
import { ENCODINGS, referenceIds } from "./reference.test-support.js";
import { testTokenizer } from "./test-tokenizer.test-support.js";

/** `length` characters that repeat no pattern, the same on every run. */
function scramble(length: number, alphabet: string): string {
  let state = 20_261_123;
  const characters = new Array<string>(length);
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    characters[at] = alphabet.charAt(Math.floor((state / 2 ** 32) * alphabet.length));
  }
  return characters.join("");
}

/*
 * A single piece is the worst case of byte-pair merging. Quadratic time would need hours for the large sizes here, and
 * recursion would overflow the stack. What is right at a small size is asked of the reference, which is quadratic.
 */
describe.each(ENCODINGS)("%s", (encoding) => {
  const tokenizer = testTokenizer(encoding);

  it.each(["a", "z", "A", "中", "é", " ", "\t", "\n", "=", "-", "\u0301", "🙂", "\ud800", "'s", "\u3000"])(
    "counts any number of %j, in proportion",
    (unit) => {
      const period = 512;
      const some = tokenizer.count(unit.repeat(period));
      expect(tokenizer.encode(unit.repeat(period))).toEqual(referenceIds(encoding, unit.repeat(period)));
      expect(tokenizer.count(unit.repeat(period * 100))).toBe(some * 100);
    },
  );

  it("counts a single piece of five million characters", () => {
    const periods = 9_766;
    expect(tokenizer.count("a".repeat(512 * periods))).toBe(tokenizer.count("a".repeat(512)) * periods);
  });

  it.each([
    ["letters", "abcdefghijklmnopqrstuvwxyz"],
    ["capitals", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"],
    ["ideographs", "的一是不了人我在有他这中大来上国"],
    ["symbols", "=-+*/!?#%&@"],
    ["white space", " \t\u3000"],
    ["marks", "\u0301\u0302\u093f\u0902"],
    ["base64", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"],
    ["hexadecimal digits", "0123456789abcdef"],
  ])("counts any number of scrambled %s", (_, alphabet) => {
    const short = scramble(1_500, alphabet);
    expect(tokenizer.encode(short)).toEqual(referenceIds(encoding, short));
    const long = scramble(300_000, alphabet);
    expect(tokenizer.count(long)).toBe(tokenizer.encode(long).length);
  });

  it("is none the slower or larger for having seen a huge piece", () => {
    const huge = `${"a".repeat(700_000)} end`;
    const first = tokenizer.count(huge);
    expect(tokenizer.count("hello world")).toBe(2);
    expect(tokenizer.count(huge)).toBe(first);
  });
});
