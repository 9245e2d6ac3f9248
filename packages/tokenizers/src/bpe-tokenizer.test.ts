import fc from "fast-check";
import cl100kRanks from "js-tiktoken/ranks/cl100k_base";
import o200kRanks from "js-tiktoken/ranks/o200k_base";
import { describe, expect, it } from "vitest";
import { adversarialText, anyText } from "./adversarial-text.test-support.js";
import { type BpeRanks, createBpeTokenizer } from "./bpe-tokenizer.js";
import type { Encoding } from "./encoding.js";
import { ENCODINGS, referenceIds } from "./reference.test-support.js";

const RANKS: Record<Encoding, BpeRanks> = {
  o200k_base: { id: "o200k_base", pattern: "o200k", rankText: o200kRanks.bpe_ranks },
  cl100k_base: { id: "cl100k_base", pattern: "cl100k", rankText: cl100kRanks.bpe_ranks },
};

describe.each(ENCODINGS)("%s", (encoding) => {
  const tokenizer = createBpeTokenizer(RANKS[encoding]);

  function expectReference(text: string): void {
    const expected = referenceIds(encoding, text);
    expect(tokenizer.encode(text)).toEqual(expected);
    expect(tokenizer.count(text)).toBe(expected.length);
  }

  it("counts nothing in the empty text", () => {
    expect(tokenizer.encode("")).toEqual([]);
    expect(tokenizer.count("")).toBe(0);
  });

  it("gives the reference's ids on adversarial text", () => {
    fc.assert(fc.property(adversarialText, expectReference), { numRuns: 6_000 });
  });

  it("gives the reference's ids on any code points", () => {
    fc.assert(fc.property(anyText, expectReference), { numRuns: 1_500 });
  });

  it.each([
    "<|endoftext|>",
    "a<|fim_prefix|>b<|endofprompt|>",
    " hasOwnProperty.call(constructor, __proto__)",
    "it'\u017f It'S 'stop 'LLama we'Re",
    "a\u0085b\ufeffc \u0085 \ufeff\ufeff d",
    "\ud800",
    "\udc00\ud800",
    "x\ud83dy\udc4dz\ud83d\udc4d",
    "\u0c5c's\u0cdc's",
    "中ABC's ÀÀ中ÀÀ'll",
    "\u0301A\u0301b ́́'s",
    "http://a//b/\n/c\r\n/",
    "  \n \n  x \u3000\u3000y",
  ])("gives the reference's ids on %j", expectReference);

  it("reads lone surrogates as U+FFFD, at every size of text", () => {
    for (const size of [1, 16_382, 16_383, 16_384, 16_385, 50_000]) {
      const padding = "word ".repeat(Math.ceil(size / 5)).slice(0, size);
      expect(tokenizer.encode(`${padding}\ud800a\udc00`)).toEqual(tokenizer.encode(`${padding}\ufffda\ufffd`));
    }
  });

  it("counts long texts like the reference", () => {
    const paragraph = 'The quick brown fox, 12345 naïve cafés. 東京都は「大きい」🙂 {"id": 4711}\n';
    expectReference(paragraph.repeat(1_000));
  });

  it("never lets the cache change a result", () => {
    const samples = fc.sample(fc.array(adversarialText, { minLength: 20, maxLength: 20 }), { numRuns: 100, seed: 7 });
    const texts = samples.map((sample) => sample.join(" "));
    const expected = texts.map((text) => tokenizer.encode(text).length);
    for (const cachedPieces of [0, 1, 3, 50]) {
      const tiny = createBpeTokenizer(RANKS[encoding], { cachedPieces });
      for (let round = 0; round < 2; round++) {
        expect(texts.map((text) => tiny.count(text))).toEqual(expected);
      }
      tiny.clearCache();
      expect(texts.map((text) => tiny.count(text))).toEqual(expected);
    }
  });
});

it("carries the id of its ranks and calls itself exact", () => {
  const tokenizer = createBpeTokenizer({ ...RANKS.cl100k_base, id: "custom" });
  expect(tokenizer).toMatchObject({ id: "custom", exact: true });
});

it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("refuses %d cached pieces", (cachedPieces) => {
  expect(() => createBpeTokenizer(RANKS.cl100k_base, { cachedPieces })).toThrow(RangeError);
});

it("refuses a pattern it does not know", () => {
  expect(() => createBpeTokenizer({ ...RANKS.cl100k_base, pattern: "toString" as "o200k" })).toThrow(
    /"o200k", "cl100k" or "tekken"/,
  );
});
