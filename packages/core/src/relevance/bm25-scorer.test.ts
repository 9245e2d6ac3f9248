import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBm25Scorer } from "./bm25-scorer.js";

const scorer = createBm25Scorer();

describe("createBm25Scorer", () => {
  it("scores 0 for an empty context", () => {
    expect(scorer.score("anything", "").score).toBe(0);
    expect(scorer.scoreBatch(["a", "b"], " \n").map((score) => score.score)).toEqual([0, 0]);
  });

  it("gives no scores for no items", () => {
    expect(scorer.scoreBatch([], "order")).toEqual([]);
  });

  it.each([
    ["a number", "order id 536172283", '{"id":536172283,"total":3}', '{"id":536172284,"total":3}'],
    ["the digits of an id", "order 536172283", '{"id":"ORD536172283"}', '{"id":"ORD536172284"}'],
    [
      "a UUID",
      "find 550e8400-e29b-41d4-a716-446655440000",
      '{"uuid":"550E8400-E29B-41D4-A716-446655440000"}',
      '{"uuid":"550e8401-e29a-41d5-a717-446655440001"}',
    ],
    ["a snake_case name", "what is user_id", "user_id must be set", "request must be sent"],
    ["parts of a camelCase name", "the user name", "userName", "hostPort"],
    ["a path", "src/app/main.ts", "error in src/app/main.ts:14", "error in lib/test/other.js:14"],
    ["a version, with or without v", "release 1.2.3", "tag v1.2.3", "tag v1.2.4"],
    ["words of scripts without spaces", "注文の番号", '{"title":"注文番号"}', '{"title":"顧客住所"}'],
    ["words in another case", "ÄRGER im Büro", "ärger", "freude"],
  ])("finds %s", (_what, context, relevant, other) => {
    const [first, second] = scorer.scoreBatch([relevant, other], context);
    expect(first?.score).toBeGreaterThan(second?.score ?? 1);
  });

  it("weighs rare terms more than common ones", () => {
    const items = ["alpha common", "beta common", "gamma common", "delta common"];
    const [alpha, beta] = scorer.scoreBatch(items, "alpha common");
    expect(alpha?.score).toBeGreaterThan(3 * (beta?.score ?? 1));
  });

  it("lifts the score for a long term that tells items apart, and only then", () => {
    const batch = (word: string) => scorer.scoreBatch([word, "x", "y", "z"], word)[0]?.score ?? 0;
    expect(batch("abcdefgh") - batch("abcdefg")).toBeCloseTo(0.3);
    const same = scorer.scoreBatch(["timestamp 1", "timestamp 2", "timestamp 3"], "timestamp");
    expect(Math.max(...same.map((score) => score.score))).toBeLessThan(0.1);
  });

  it("names the matched terms and the reason", () => {
    const score = scorer.score("Payment failed: card_declined", "why was card_declined");
    expect(score.matchedTerms).toEqual(
      ["card", "declined", "card_declined"].filter((term) => score.matchedTerms.includes(term)),
    );
    expect(score.matchedTerms).toHaveLength(3);
    expect(score.reason).toContain("card_declined");
  });

  it("knows function words for what they are", () => {
    expect(scorer.score("what is in the list of these", "what is in the").score).toBe(0);
  });

  it.each([
    ["k1", { k1: 0 }],
    ["b", { b: 0 }],
    ["normalizeScore", { normalizeScore: false }],
    ["maxScore", { maxScore: 20 }],
  ])("option %s changes scores", (_name, options) => {
    const items = ["cat cat cat dog", "dog", "a long text about many other things and a cat at the end", "x", "y"];
    const plain = scorer.scoreBatch(items, "cat dog").map((score) => score.score);
    expect(
      createBm25Scorer(options)
        .scoreBatch(items, "cat dog")
        .map((score) => score.score),
    ).not.toEqual(plain);
  });

  it.each([{ k1: -1 }, { b: 1.1 }, { maxScore: 0 }, { k1: Number.NaN }, { b: "x" as never }])(
    "refuses %o",
    (options) => {
      expect(() => createBm25Scorer(options)).toThrow(/BM25 option \w+ is .*; it must be/);
    },
  );

  it("gives scores from 0 to 1, in the order of the items, the same each time", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), fc.string({ unit: "binary" }), (items, context) => {
        const scores = scorer.scoreBatch(items, context);
        expect(scores).toHaveLength(items.length);
        for (const { score, matchedTerms } of scores) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          expect(score > 0).toBe(matchedTerms.length > 0);
        }
        expect(createBm25Scorer().scoreBatch(items, context)).toEqual(scores);
      }),
    );
  });

  it("finds a word that stands in one item only", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-w]{8,12}$/),
        fc.array(fc.stringMatching(/^[xyz ]{0,20}$/), { minLength: 4 }),
        fc.nat(),
        (needle, others, at) => {
          const index = at % others.length;
          const items = others.map((other, i) => (i === index ? `${other} ${needle}` : other));
          const scores = scorer.scoreBatch(items, `about ${needle}`).map((score) => score.score);
          expect(scores[index]).toBeGreaterThanOrEqual(0.3);
          expect(scores.filter((score) => score > 0)).toHaveLength(1);
        },
      ),
    );
  });
});
