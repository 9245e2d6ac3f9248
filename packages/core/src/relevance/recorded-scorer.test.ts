import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256 } from "../digest/sha256.js";
import { bestScores, readScores, recordedScorer, writeScores } from "./recorded-scorer.js";

describe("recordedScorer", () => {
  it("rates by words what it has no scores for, and notes it", () => {
    const scorer = recordedScorer({}, sha256);
    const [first, second] = scorer.scoreBatch(["order 4821", "order 17"], "Where is 4821?");
    expect(first?.score).toBeGreaterThan(second?.score ?? 1);
    scorer.scoreBatch(["order 4821", "order 17"], "Where is 4821?");
    expect(scorer.unanswered).toEqual([
      { key: expect.stringMatching(/^[0-9a-f]{16}$/), items: ["order 4821", "order 17"], context: "Where is 4821?" },
    ]);
  });

  it("gives the scores of its record again, for that list and that question only", () => {
    const items = ["a", "b", "c"];
    const asked = recordedScorer({}, sha256);
    asked.scoreBatch(items, "q");
    const [request] = asked.unanswered;
    const lists = { [request?.key ?? ""]: bestScores([{ score: 0 }, { score: 0.25 }, { score: 7 }], 3) };
    const scorer = recordedScorer(readScores(writeScores(lists)), sha256);
    expect(scorer.scoreBatch(items, "q").map(({ score }) => score)).toEqual([0, 0.25, 1]);
    expect(scorer.unanswered).toEqual([]);
    scorer.scoreBatch(items, "other");
    scorer.scoreBatch(["a", "b"], "q");
    expect(scorer.unanswered).toHaveLength(2);
  });

  it("keeps the best of many scores", () => {
    const scores = Array.from({ length: 1000 }, (_, item) => ({ score: ((item * 7919) % 1000) / 1000 }));
    const best = bestScores(scores, 1000);
    expect(best).toHaveLength(256);
    expect(best[0]?.[1]).toBe(999);
    expect(best.at(-1)?.[1]).toBe(744);
  });

  it("refuses what is not one number for each item", () => {
    expect(() => bestScores([], 1)).toThrow("0 scores for 1 items");
    expect(() => bestScores([{ score: Number.NaN }], 1)).toThrow("NaN");
  });
});

it("readScores takes what nobody can read for no scores, and never throws", () => {
  for (const text of ["", "[]", "null", '{"a":1}', '{"a":[[1]]}', '{"a":[["1",2]]}', '{"a":[[-1,2]]}']) {
    expect(readScores(text)).toEqual({});
  }
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readScores(text)));
});
