import { describe, expect, it } from "vitest";
import { sumCounts, type TokenCount } from "./token-count.js";

const exact: TokenCount = { tokens: 5, exact: true, method: "vocabulary" };
const scaled: TokenCount = { tokens: 4, exact: false, lower: 3, upper: 6, method: "scaled" };

describe("the sum of counts", () => {
  it("is exact only if all are", () => {
    expect(sumCounts([exact, exact])).toEqual({ tokens: 10, exact: true, method: "vocabulary" });
    expect(sumCounts([exact, scaled])).toEqual({ tokens: 9, exact: false, lower: 8, upper: 11, method: "scaled" });
    expect(sumCounts([])).toEqual({ tokens: 0, exact: true, method: "vocabulary" });
  });

  it("has no bound where one of them has none", () => {
    const unbounded: TokenCount = { tokens: 7, exact: false, lower: 2, method: "official" };
    expect(sumCounts([scaled, unbounded])).toEqual({ tokens: 11, exact: false, lower: 5, method: "scaled" });
  });
});
