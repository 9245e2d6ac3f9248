import { describe, expect, it } from "vitest";
import { costOf, type PriceRow } from "./price-row.ts";
import { PRICE_ROWS } from "./price-rows.ts";

const row = (name: string): PriceRow => PRICE_ROWS.find((each) => each.name === name) as PriceRow;

describe("a price row", () => {
  it("bills each kind of token at its price", () => {
    const use = { read: 1000, written: 200, writtenLong: 30, uncached: 4 };
    expect(costOf(use, 50, row("Opus 5.5")) * 1e6).toBeCloseTo(1000 * 0.2 + 200 * 5 + 30 * 8 + 4 * 4 + 50 * 20, 9);
  });

  it("bills the whole request higher above the cliff", () => {
    const use = (uncached: number) => ({ read: 0, written: 0, writtenLong: 0, uncached });
    expect(costOf(use(100_000), 10, row("Haiku 5.5")) * 1e6).toBeCloseTo(100_000 * 0.1 + 10 * 0.5, 6);
    expect(costOf(use(100_001), 10, row("Haiku 5.5")) * 1e6).toBeCloseTo(100_001 * 0.5 + 10 * 2.5, 6);
  });

  it.each(PRICE_ROWS)("of $name reads for less than it sends, and writes for no less", (each) => {
    expect(each.read).toBeLessThan(each.input);
    expect(each.write).toBeGreaterThanOrEqual(each.input);
    expect(each.writeLong).toBeGreaterThanOrEqual(each.write);
    if (each.cliff !== undefined) expect(each.cliff.input).toBeGreaterThan(each.input);
  });
});
