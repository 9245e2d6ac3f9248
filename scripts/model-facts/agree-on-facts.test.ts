import { describe, expect, it } from "vitest";
import { agreeOnFacts } from "./agree-on-facts.ts";
import type { Listing, Tracker } from "./listing.ts";
import { litellmTracker } from "./litellm-tracker.ts";

function tracker(id: string, ...places: readonly Readonly<Record<string, Listing>>[]): Tracker {
  return { id, name: id, url: `https://${id}.example`, places: () => places.map((place) => Object.entries(place)) };
}

const RATES = { input: 2, output: 10, cacheRead: 0.2 };
const A = tracker("a", { "m-1-20260101": { maxInput: 1_048_576, maxOutput: 64_000, rates: RATES } });
const agree = (trackers: readonly Tracker[], before?: ReturnType<typeof agreeOnFacts>) =>
  agreeOnFacts("maker", "m-1", trackers, before, "2026-12-01");

describe("facts that lists agree on", () => {
  it("are taken from the first list, completed by those that agree", () => {
    const b = tracker("b", { "m-1": { contextWindow: 1_000_000, rates: { ...RATES, cacheWrite: 2.5 } } });
    expect(agree([A, b])).toEqual({
      contextWindow: 1_048_576,
      maxOutput: 64_000,
      prices: [{ ...RATES, cacheWrite: 2.5 }],
      limitSources: ["a", "b"],
      priceSources: ["a", "b"],
      unverified: { maxOutput: "a alone names it" },
    });
  });

  it("are marked where one list is alone or lists differ", () => {
    expect(agree([A])?.unverified).toEqual({
      contextWindow: "a alone names it",
      maxOutput: "a alone names it",
      prices: "a alone names it",
    });
    const b = tracker("b", { "m-1": { contextWindow: 200_000, maxOutput: 8000, rates: { input: 3, output: 10 } } });
    expect(agree([A, b])?.unverified).toEqual({
      contextWindow: "a: 1,048,576; b: 200,000",
      maxOutput: "a: 64,000; b: 8,000",
      prices: "a: 2 in, 0.2 cached, 10 out; b: 3 in, no cached, 10 out",
    });
  });

  it("are those of the maker before those of clouds, and never of another model", () => {
    const own = { "m-1-20260101": { contextWindow: 10_000, rates: RATES }, "m-1-mini": { contextWindow: 1 } };
    const cloud = { "m-1": { contextWindow: 20_000, rates: RATES } };
    expect(agree([tracker("a", own, cloud)])?.contextWindow).toBe(10_000);
    expect(agree([tracker("a", { "m-1-mini": { contextWindow: 1 }, "m-1.5": { contextWindow: 1 } })])).toBeUndefined();
  });

  it("keep the older price when it changed, and nothing else", () => {
    const before = agree([A]);
    expect(agree([A], before)?.prices).toEqual(before?.prices);
    const cheaper = tracker("a", { "m-1": { maxInput: 1_048_576, rates: { ...RATES, input: 1 } } });
    expect(agree([cheaper], before)?.prices).toEqual([RATES, { from: "2026-12-01", ...RATES, input: 1 }]);
  });
});

describe("LiteLLM's list", () => {
  const read = (entry: object) => {
    const list = JSON.stringify({
      "deepseek/m-1": { litellm_provider: "deepseek", max_input_tokens: 1_000_000, ...entry },
    });
    return agreeOnFacts("other", "m-1", [litellmTracker(list, "1")], undefined, "2026-12-01")?.prices;
  };
  const perToken = { input_cost_per_token: 2e-6, output_cost_per_token: 4e-6 };

  it("has rates for one token, tiers and longer lives in the names of its members", () => {
    const entry = {
      ...perToken,
      cache_creation_input_token_cost: 2.5e-6,
      cache_creation_input_token_cost_above_1hr: 4e-6,
      input_cost_per_token_above_200k_tokens: 4e-6,
      output_cost_per_token_above_200k_tokens: 8e-6,
      input_cost_per_token_above_200k_tokens_priority: 9e-6,
    };
    expect(read(entry)).toEqual([
      {
        input: 2,
        output: 4,
        cacheWrite: 2.5,
        cacheWriteLong: 4,
        tiers: [{ aboveInputTokens: 200_000, input: 4, output: 8 }],
      },
    ]);
  });

  it("has the hours that are off-peak, so that the others are peak", () => {
    const windows = [
      { hours_utc: ["00:00-01:00", "04:00-06:00", "10:00-00:00"], weekdays: [1, 2, 3, 4, 5] },
      { hours_utc: "00:00-00:00", weekdays: [6, 7] },
    ];
    const pricing = { input_cost_per_token: 1e-6, output_cost_per_token: 2e-6, windows };
    expect(read({ ...perToken, off_peak_pricing: pricing })).toEqual([
      {
        input: 1,
        output: 2,
        peak: {
          factor: 2,
          minutes: [
            [60, 240],
            [360, 600],
          ],
          weekdays: [1, 2, 3, 4, 5],
        },
      },
    ]);
  });

  it("has models without a price, for which nothing is charged now", () => {
    expect(read({ input_cost_per_token: 0, output_cost_per_token: 0 })).toEqual([]);
  });
});
