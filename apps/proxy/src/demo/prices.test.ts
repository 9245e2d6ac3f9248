import { describe, expect, it } from "vitest";
import { costOf, PRICES, type Price, priceOf } from "./prices.js";

describe("prices", () => {
  it("are found with points or hyphens in the version", () => {
    expect(priceOf("claude-opus-5-5")).toBe(priceOf("Claude-Opus-5.5"));
    expect(priceOf("claude-opus-5-5")?.read).toBe(0.2);
    expect(priceOf("unknown")).toBeUndefined();
  });

  it("make reading cheaper than sending, and writing no cheaper", () => {
    for (const price of PRICES.values()) {
      expect(price.read).toBeLessThan(price.input);
      expect(price.write).toBeGreaterThanOrEqual(price.input);
      expect(price.writeLong).toBeGreaterThanOrEqual(price.write);
    }
  });

  it("bill each input token once", () => {
    const price = priceOf("claude-sonnet-5") as Price;
    const usage = { inputTokens: 1000, cacheReadTokens: 300, cacheWriteTokens: 200, cacheWriteLongTokens: 100 };
    expect(costOf(usage, price) * 1e6).toBeCloseTo(400 * 2 + 300 * 0.2 + 200 * 2.5 + 100 * 4, 6);
    expect(costOf({ outputTokens: 10 }, price) * 1e6).toBeCloseTo(100, 6);
    expect(costOf({}, price)).toBe(0);
  });
});
