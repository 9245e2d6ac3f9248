import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateCost } from "./estimate-cost.js";
import { createModelCatalog } from "./model-catalog.js";
import { TABLE } from "./model-table.test-support.js";
import { priceAt, priceCliffs, stalePrices } from "./price-at.js";

const catalog = createModelCatalog(TABLE);
const facts = (name: string) => catalog.resolve(name).facts;
const at = (moment: string) => Date.parse(moment);

describe("the cost of a request", () => {
  it("has every kind of token at its rate", () => {
    const usage = {
      inputTokens: 100_000,
      cacheReadTokens: 60_000,
      cacheWriteTokens: 20_000,
      cacheWriteLongTokens: 10_000,
      outputTokens: 1000,
    };
    const estimate = estimateCost(usage, facts("beta-5.5"));
    expect(estimate?.breakdown).toEqual({
      uncachedInput: 0.02,
      cacheRead: 0.006,
      cacheWrite: 0.05,
      cacheWriteLong: 0.04,
      output: 0.01,
    });
    expect(estimate?.dollars).toBeCloseTo(0.126, 12);
  });

  it("is that of the tier for the whole request when its input passes the cliff", () => {
    const usage = { inputTokens: 100_001, cacheReadTokens: 100_000, outputTokens: 1_000_000 };
    const estimate = estimateCost(usage, facts("beta-5.5"));
    expect(estimate?.breakdown).toMatchObject({ cacheRead: 0.05, output: 50 });
    expect(estimate?.rates.input).toBe(10);
    expect(priceCliffs(facts("beta-5.5"))).toEqual([100_000]);
  });

  it("is that of the day and of the hour", () => {
    const million = { inputTokens: 1_000_000 };
    const before = { inputTokens: 100 };
    expect(estimateCost(before, facts("beta-5.5"), at("2026-10-06T23:59:59Z"))?.rates.input).toBe(4);
    expect(estimateCost(before, facts("beta-5.5"), at("2026-10-07T00:00:00Z"))?.rates.input).toBe(2);
    expect(estimateCost(million, facts("night"), at("2026-10-07T00:59:59Z"))?.dollars).toBe(1);
    expect(estimateCost(million, facts("night"), at("2026-10-07T01:00:00Z"))?.dollars).toBe(2);
    expect(estimateCost(million, facts("night"), at("2026-10-07T04:00:00Z"))?.dollars).toBe(1);
    expect(estimateCost(million, facts("night"), at("2026-10-11T01:00:00Z"))?.dollars).toBe(1);
    expect(priceAt(facts("beta-5.5"), at("1990-01-01"))?.input).toBe(4);
  });

  it("counts the cache as plain input where it has no rate of its own", () => {
    const usage = { inputTokens: 4, cacheReadTokens: 1, cacheWriteTokens: 1, cacheWriteLongTokens: 1 };
    expect(estimateCost(usage, facts("alpha-4"))?.dollars).toBeCloseTo(4e-6, 12);
  });

  it("is not given without a price", () => {
    expect(estimateCost({ inputTokens: 5 }, facts("alpha-5"))).toBeUndefined();
  });

  it("is the sum of its parts, never negative, and zero for nothing", () => {
    const count = fc.nat({ max: 5_000_000 });
    const usage = fc.record(
      { inputTokens: count, outputTokens: count, cacheReadTokens: count, cacheWriteTokens: count },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(usage, fc.constantFrom("alpha-4", "beta-5.5", "night"), (given, name) => {
        const estimate = estimateCost(given, facts(name), 0);
        const parts = Object.values(estimate?.breakdown ?? {}) as number[];
        expect(parts.every((part) => part >= 0)).toBe(true);
        expect(estimate?.dollars).toBeCloseTo(parts.reduce((a, b) => a + b, 0));
      }),
    );
    expect(estimateCost({}, facts("alpha-4"))?.dollars).toBe(0);
  });
});

describe("old prices", () => {
  const resolved = catalog.resolve("alpha-4");

  it("are called so after 60 days", () => {
    expect(stalePrices(resolved, at("2027-01-19"))).toBeUndefined();
    expect(stalePrices(resolved, at("2027-01-20"))).toMatchObject({
      code: "stale-prices",
      verifiedOn: "2026-11-20",
      days: 61,
    });
    expect(stalePrices(resolved, at("2026-12-21"), 30)).toMatchObject({ days: 31 });
  });

  it("are not those of the user, nor those that nobody knows", () => {
    const own = createModelCatalog(TABLE, { "alpha-4": { prices: { input: 1 } } });
    expect(stalePrices(own.resolve("alpha-4"), at("2040-01-01"))).toBeUndefined();
    expect(stalePrices(catalog.resolve("alpha-5"), at("2040-01-01"))).toBeUndefined();
  });
});
