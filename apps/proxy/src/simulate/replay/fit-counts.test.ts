import { describe, expect, it } from "vitest";
import { fitCounts } from "./fit-counts.js";

describe("the fit of counts", () => {
  it("finds what was not recorded, and how tokens differ", () => {
    const pairs = [100, 5000, 9000, 40_000].map((counted) => ({ counted, billed: 18_000 + 1.2 * counted }));
    const { scale, unseen } = fitCounts(pairs);
    expect(scale).toBeCloseTo(1.2, 6);
    expect(unseen).toBeCloseTo(18_000, 3);
  });

  it("takes a token for a token where requests are few or hardly grow", () => {
    expect(fitCounts([])).toEqual({ scale: 1, unseen: 0 });
    expect(fitCounts([{ counted: 100, billed: 1100 }])).toEqual({ scale: 1, unseen: 1000 });
    expect(fitCounts([1000, 1010, 1020].map((counted) => ({ counted, billed: 3 * counted }))).scale).toBe(1);
  });

  it("believes no scale that no vocabulary has", () => {
    const pairs = [100, 1000, 2000].map((counted) => ({ counted, billed: 9 * counted }));
    expect(fitCounts(pairs).scale).toBe(1.8);
  });

  it("is never negative", () => {
    expect(fitCounts([{ counted: 1000, billed: 10 }]).unseen).toBe(0);
  });
});
