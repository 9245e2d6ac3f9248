import { describe, expect, it } from "vitest";
import { Breakdown } from "./breakdown.js";
import { NOTHING } from "./sums.js";

const saved = (tokensSaved: number) => ({ ...NOTHING, requests: 1, tokensSaved });

describe("a breakdown", () => {
  it("sums by name, with what has saved most first, and what made requests longer last", () => {
    const breakdown = new Breakdown(5);
    for (const [name, tokens] of [
      ["a", 1],
      ["b", 5],
      ["a", 7],
      ["c", -2],
    ] as const)
      breakdown.add(name, saved(tokens));
    expect(breakdown.rows().map(([name, sums]) => [name, sums.requests, sums.tokensSaved])).toEqual([
      ["a", 2, 8],
      ["b", 1, 5],
      ["c", 1, -2],
    ]);
  });

  it("forgets the name that was longest without a request where there are too many", () => {
    const breakdown = new Breakdown(2);
    for (const name of ["a", "b", "a", "c"]) breakdown.add(name, saved(1));
    expect(breakdown.rows().map(([name]) => name)).toEqual(["a", "c"]);
  });
});
