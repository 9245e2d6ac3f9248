import { ANY_VOCABULARY, type Tokenizer, type VocabularyScale } from "@headroom/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { naturalTexts } from "../../../core/test/natural-texts.js";
import { anyText } from "../adversarial-text.test-support.js";
import { loadTekken } from "../tekken/index.js";
import { testTokenizer } from "../test-tokenizer.test-support.js";
import { createScaledCounter } from "./scaled-counter.js";
import { createVocabularyCounter } from "./vocabulary-counter.js";

const o200k = testTokenizer("o200k_base");
const cl100k = testTokenizer("cl100k_base");
const tekken = await loadTekken();
const TEXTS = naturalTexts();
const any = createScaledCounter(o200k, ANY_VOCABULARY);

describe("a scaled counter", () => {
  it("says what it counts with, and that it is no exact count", () => {
    expect(any.name).toBe("any by o200k_base");
    expect(any.count("")).toEqual({ tokens: 0, exact: true, method: "scaled" });
    expect(any.count("The quick brown fox jumps over the lazy dog.")).toEqual({
      tokens: 11,
      exact: false,
      lower: 2,
      upper: 22,
      method: "scaled",
    });
  });

  it("counts every digit where the vocabulary does", () => {
    const same = { likely: 1, lower: 1, upper: 1 };
    const scales = { prose: same, code: same, data: same, "non-latin": same };
    const single: VocabularyScale = { ...ANY_VOCABULARY, singleDigits: true, scales };
    const text = "order 123456789 of 12 failed";
    expect(createScaledCounter(o200k, single).count(text).tokens).toBe(o200k.count(text) + 7);
    expect(createScaledCounter(o200k, { ...single, singleDigits: false }).count(text).tokens).toBe(o200k.count(text));
  });

  it("has bounds around its number, none above the bytes of the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { tokens, lower = tokens, upper = tokens } = any.count(text);
        expect(lower).toBeLessThanOrEqual(tokens);
        expect(tokens).toBeLessThanOrEqual(upper);
        expect(upper).toBeLessThanOrEqual(new TextEncoder().encode(text).length + 1);
        expect(lower).toBeGreaterThanOrEqual(text === "" ? 0 : 1);
      }),
    );
  });
});

/** What the scale for models of which nothing is known says, against vocabularies that are. */
describe.each<{ name: string; truth: Tokenizer }>([
  { name: "cl100k", truth: cl100k },
  { name: "tekken", truth: tekken },
  { name: "o200k itself", truth: o200k },
])("bounds for any vocabulary hold for $name", ({ truth }) => {
  it.each(TEXTS)("on $name", ({ texts }) => {
    expect(texts.length).toBeGreaterThan(0);
    const outside = texts.filter((text) => {
      const { lower = 0, upper = 0 } = any.count(text);
      const tokens = truth.count(text);
      return tokens < lower || tokens > upper;
    });
    expect(outside.map((text) => text.slice(0, 80))).toEqual([]);
  });
});

it("a vocabulary counter is exact", () => {
  const counter = createVocabularyCounter(o200k);
  expect(counter.name).toBe("o200k_base");
  expect(counter.count("hello world")).toEqual({ tokens: 2, exact: true, method: "vocabulary" });
});
