import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBpeTokenizer } from "../bpe-tokenizer.js";

/** Rank text of a vocabulary that has every byte, then the tokens in this order. */
function rankTextOf(tokens: readonly string[]): string {
  const bytes = Array.from({ length: 256 }, (_, byte) => Buffer.of(byte).toString("base64"));
  return `! 0 ${[...bytes, ...tokens.map((token) => Buffer.from(token).toString("base64"))].join(" ")}`;
}

/** Byte-pair merging by its definition, on ASCII: join the leftmost pair of lowest rank until no pair is a token. */
function mergeByDefinition(piece: string, tokens: readonly string[]): number[] {
  const ranks = new Map(tokens.map((token, k) => [token, 256 + k]));
  const rankOf = (part: string): number | undefined => (part.length === 1 ? part.charCodeAt(0) : ranks.get(part));
  const parts = [...piece];
  for (;;) {
    let lowest = Number.POSITIVE_INFINITY;
    let index = -1;
    for (let k = 0; k + 1 < parts.length; k++) {
      const rank = rankOf(`${parts[k]}${parts[k + 1]}`) ?? Number.POSITIVE_INFINITY;
      if (rank < lowest) [lowest, index] = [rank, k];
    }
    if (index < 0) return parts.map((part) => rankOf(part) ?? Number.NaN);
    parts.splice(index, 2, `${parts[index]}${parts[index + 1]}`);
  }
}

const letters = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom("a", "b", "c"), { minLength, maxLength }).map((list) => list.join(""));

describe("merging", () => {
  it("follows the definition, for any vocabulary and any length of piece", () => {
    const vocabulary = fc.uniqueArray(letters(2, 9), { maxLength: 60 });
    const piece = fc.oneof(letters(1, 20), letters(60, 130), letters(300, 400));
    fc.assert(
      fc.property(vocabulary, piece, (tokens, text) => {
        const tokenizer = createBpeTokenizer({ id: "test", pattern: "o200k", rankText: rankTextOf(tokens) });
        const whole = tokens.indexOf(text);
        const expected = whole >= 0 ? [256 + whole] : mergeByDefinition(text, tokens);
        expect(tokenizer.encode(text)).toEqual(expected);
        expect(tokenizer.count(text)).toBe(expected.length);
      }),
      { numRuns: 400 },
    );
  });

  it("reaches tokens of more than 128 bytes", () => {
    const doubled = Array.from({ length: 9 }, (_, power) => "a".repeat(2 ** (power + 1)));
    const tokenizer = createBpeTokenizer({ id: "test", pattern: "o200k", rankText: rankTextOf(doubled) });
    expect(tokenizer.encode("a".repeat(512))).toEqual([256 + 8]);
    expect(tokenizer.encode("a".repeat(512 + 256 + 128 + 1))).toEqual([264, 263, 262, 97]);
    expect(tokenizer.count("a".repeat(10_240))).toBe(20);
  });

  it("finds a whole piece that is a token although merging would not reach it", () => {
    const tokens = ["ab", "bcd", "abcd"];
    const tokenizer = createBpeTokenizer({ id: "test", pattern: "cl100k", rankText: rankTextOf(tokens) });
    expect(mergeByDefinition("abcd", tokens)).toEqual([256, 99, 100]);
    expect(tokenizer.encode("abcd")).toEqual([258]);
    expect(tokenizer.encode("abcdd")).toEqual([256, 99, 100, 100]);
  });

  it("refuses a vocabulary without all bytes", () => {
    const rankText = rankTextOf([]).replace(" QQ==", " QUE=");
    expect(() => createBpeTokenizer({ id: "test", pattern: "o200k", rankText })).toThrow(/no token for the byte 65/);
  });
});
