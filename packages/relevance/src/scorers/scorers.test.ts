import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { meanings } from "../../test/meanings.js";
import { createScorer, type ScorerOptions } from "./create-scorer.js";
import { createEmbeddingScorer } from "./embedding-scorer.js";
import { createHybridScorer } from "./hybrid-scorer.js";
import { cosine } from "./similarities.js";
import { wordWeight } from "./word-weight.js";

const ITEMS = [
  "The package was delayed by a storm.",
  "The vase came cracked.",
  "parcel parcel parcel",
  "Nothing to say.",
];
const scoresOf = (scores: readonly { readonly score: number }[]) => scores.map(({ score }) => score);

describe("createEmbeddingScorer", () => {
  it("finds what says the same in other words", async () => {
    const scorer = createEmbeddingScorer(meanings());
    const scores = await scorer.scoreBatch(ITEMS, "Which delivery is late?");
    expect(scoresOf(scores)).toEqual([expect.closeTo(1), 0, expect.closeTo(Math.SQRT1_2), 0]);
    expect(scores[0]).toEqual({ score: expect.closeTo(1), reason: "Embedding: similarity 1.00", matchedTerms: [] });
    expect(await scorer.scoreItems({ items: ITEMS, query: "Which delivery is late?" })).toEqual(scores);
    expect((await scorer.score(ITEMS[1] as string, "damaged")).score).toBeCloseTo(1);
    expect([scorer.name, scorer.hasEmbeddingSupport()]).toEqual(["embedding (meanings)", true]);
  });

  it("asks for nothing where nothing was asked, and embeds equal items once", async () => {
    const embedder = meanings();
    const scorer = createEmbeddingScorer(embedder);
    expect(scoresOf(await scorer.scoreBatch(ITEMS, " "))).toEqual([0, 0, 0, 0]);
    expect(embedder.asked).toEqual([]);
    await scorer.scoreBatch(["a late parcel", "b", "a late parcel", ""], "late");
    expect(embedder.asked).toEqual([["late", "a late parcel", "b", " "]]);
  });

  it("embeds the items of a long list that suit by their words, and an even choice of the others", async () => {
    const embedder = meanings();
    const items = Array.from({ length: 1000 }, (_, item) => (item === 700 ? "order 4821 is overdue" : `row ${item}`));
    const scorer = createEmbeddingScorer(embedder, { maxItems: 20 });
    const scores = await scorer.scoreBatch(items, "Is order 4821 late?");
    expect(embedder.asked[0]).toHaveLength(21);
    expect(embedder.asked[0]).toContain(items[700]);
    expect(scores).toHaveLength(1000);
    expect(scores[700]?.score).toBeCloseTo(1);
  });

  it("embeds the beginning of long items and the end of a long context", async () => {
    const embedder = meanings();
    const scorer = createEmbeddingScorer(embedder, { maxCharacters: 10 });
    await scorer.scoreBatch([`late${" x".repeat(100)}`], `${"y ".repeat(100)}late`);
    expect(embedder.asked).toEqual([["y y y late", "late x x x"]]);
  });

  it("refuses vectors that are too few or of other lengths", async () => {
    const few = createEmbeddingScorer({ name: "few", embed: async () => [[1]] });
    await expect(few.scoreBatch(ITEMS, "late")).rejects.toThrow("few gave 0 vectors for 4 texts");
    expect(() => cosine([1], [1, 2])).toThrow("cannot be compared");
  });

  it("refuses what is no embedder, and numbers below 1", () => {
    expect(() => createEmbeddingScorer(undefined as never)).toThrow("embedder is missing");
    expect(() => createEmbeddingScorer(meanings(), { maxItems: 0 })).toThrow("maxItems is 0");
  });
});

describe("createHybridScorer", () => {
  it("mixes words and meaning, half and half unless told otherwise", async () => {
    const [byWords] = await createScorer("bm25").scoreBatch(ITEMS, "late parcel");
    const [byMeaning] = await createEmbeddingScorer(meanings()).scoreBatch(ITEMS, "late parcel");
    for (const [alpha, weight] of [
      [undefined, 0.5],
      [0.4, 0.4],
      [0, 0.3],
      [1, 0.9],
    ] as const) {
      const [mixed] = await createHybridScorer(meanings(), alpha === undefined ? {} : { alpha }).scoreBatch(
        ITEMS,
        "late parcel",
      );
      const expected = weight * (byWords?.score ?? 0) + (1 - weight) * (byMeaning?.score ?? 0);
      expect(mixed?.score).toBeCloseTo(expected);
    }
    const [plain] = await createHybridScorer(meanings(), { alpha: 0, adaptive: false }).scoreBatch(
      ITEMS,
      "late parcel",
    );
    expect(plain?.score).toBeCloseTo(byMeaning?.score ?? 0);
    expect(plain?.reason).toMatch(/^Hybrid: BM25: .*; similarity 1\.00$/);
  });

  it("goes by words alone without an embedder, and lifts what matches", async () => {
    const scorer = createHybridScorer();
    expect(scorer.hasEmbeddingSupport()).toBe(false);
    const long = "word ".repeat(200);
    const [one, two, none] = await scorer.scoreBatch([`${long} vase`, `${long} vase cracked`, long], "vase cracked");
    expect(one?.score).toBeGreaterThanOrEqual(0.3);
    expect(two?.score).toBeGreaterThanOrEqual(0.5);
    expect(none?.score).toBe(0);
  });

  it("refuses shares beyond 0 and 1", () => {
    expect(() => createHybridScorer(meanings(), { alpha: 2 })).toThrow("alpha is 2");
  });
});

describe("wordWeight", () => {
  it.each([
    ["Which delivery is late?", 0.5],
    ["What became of 7c9e6679-7425-40de-944b-e07fc1f90ae7?", 0.85],
    ["Compare 536172283 and 4821.", 0.75],
    ["What became of order 536172283?", 0.65],
    ["Who is ana@acme.example?", 0.6],
    ["Is db-1.internal.example up?", 0.6],
    ["Orders of 12 and 17", 0.5],
  ])("of %j is %d", (context, weight) => {
    expect(wordWeight(context, 0.5)).toBe(weight);
    expect(wordWeight(context, 0.8)).toBe(Math.max(weight, 0.8));
  });

  it("stays within 0.3 and 0.9", () => {
    fc.assert(
      fc.property(fc.string(), fc.double({ min: 0, max: 1, noNaN: true }), (context, usual) => {
        const weight = wordWeight(context, usual);
        expect(weight).toBeGreaterThanOrEqual(0.3);
        expect(weight).toBeLessThanOrEqual(0.9);
      }),
    );
  });
});

describe("createScorer", () => {
  it("knows scorers by the names of their kinds, in any letters", () => {
    const embedder = meanings();
    expect(createScorer().name).toBe("hybrid (words only)");
    expect(createScorer({ embedder }).name).toBe("hybrid (meanings)");
    expect(createScorer({ tier: "EMBEDDING", embedder }).name).toBe("embedding (meanings)");
    expect(createScorer({ scorerType: "Bm25" }).name).toBe("bm25");
    expect(createScorer("bm25").hasEmbeddingSupport()).toBe(false);
  });

  it("passes its options on", async () => {
    const embedder = meanings();
    const plain = createScorer({ embedder, hybridAlpha: 0, adaptiveAlpha: false, maxCharacters: 4 });
    await plain.score("late parcel", "is it late");
    expect(embedder.asked).toEqual([["late", "late"]]);
    const presence = createScorer({ tier: "bm25", bm25K1: 0, bm25B: 0 });
    const scores = scoresOf(await presence.scoreBatch(["vase", "vase vase vase", "x"], "vase"));
    expect(scores[0]).toBeCloseTo(scores[1] as number, 10);
    const repeated = scoresOf(await createScorer("bm25").scoreBatch(["vase", "vase vase vase", "x"], "vase"));
    expect(repeated[0]).not.toBeCloseTo(repeated[1] as number, 3);
  });

  it.each<[ScorerOptions, string]>([
    [{ tier: "tfidf" as never }, 'tier is "tfidf"; it must be one of bm25, embedding, hybrid'],
    [{ tier: "embedding" }, "embedder is missing"],
    [{ hybridAlpha: -1 }, "alpha is -1"],
    [{ bm25B: 7 }, "b is 7"],
  ])("refuses %j", (options, message) => {
    expect(() => createScorer(options)).toThrow(message);
  });

  it("gives scores from 0 to 1, one for each item, whatever the texts", async () => {
    const scorers = (["bm25", "embedding", "hybrid"] as const).map((tier) =>
      createScorer({ tier, embedder: meanings() }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string()), fc.string(), async (items, context) => {
        for (const scorer of scorers) {
          const scores = scoresOf(await scorer.scoreBatch(items, context));
          expect(scores).toHaveLength(items.length);
          for (const score of scores) expect(score >= 0 && score <= 1).toBe(true);
        }
      }),
    );
  });
});
