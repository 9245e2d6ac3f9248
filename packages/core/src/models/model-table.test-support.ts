import type { ModelFacts, ModelTable } from "./model-facts.js";

const CACHE: ModelFacts["cache"] = {
  minimumTokens: 1024,
  match: { kind: "prefix", stepTokens: 128 },
  lifetimeSeconds: 600,
};

/** A row of the test table; what is not said is the same for all. */
function row(model: string, more: Partial<ModelFacts> = {}): ModelFacts {
  return {
    model,
    contextWindow: 100_000,
    maxOutput: 10_000,
    cache: CACHE,
    prices: [{ input: 1, output: 10 }],
    sources: { limits: ["page"], cache: ["page"], prices: ["page", "list"] },
    ...more,
  };
}

/** Models of two makers, with names inside of names. */
export const TABLE: ModelTable = {
  sources: {
    page: { name: "A page", url: "https://example.com/models", verifiedOn: "2026-11-01", official: true },
    list: { name: "A list", url: "https://example.com/list", verifiedOn: "2026-11-20", official: false },
  },
  models: [
    row("alpha-4"),
    row("alpha-4o"),
    row("alpha-4o-mini"),
    row("alpha-4.1", { contextWindow: 1_000_000 }),
    row("alpha-5", { prices: [] }),
    row("beta-5", { aliases: ["beta-latest", "old-beta"] }),
    row("beta-5.5", {
      prices: [
        { input: 4, output: 20, cacheRead: 0.4 },
        {
          from: "2026-10-07",
          input: 2,
          output: 10,
          cacheRead: 0.1,
          cacheWrite: 2.5,
          cacheWriteLong: 4,
          tiers: [{ aboveInputTokens: 100_000, input: 10, output: 50, cacheRead: 0.5 }],
        },
      ],
    }),
    row("night", {
      prices: [
        { input: 1, output: 2, cacheRead: 0.1, peak: { factor: 2, minutes: [[60, 240]], weekdays: [1, 2, 3, 4, 5] } },
      ],
    }),
  ],
  families: [
    row("beta", { contextWindow: 50_000, prices: [], sources: {} }),
    row("", { contextWindow: 8000, prices: [], sources: {} }),
  ],
};
