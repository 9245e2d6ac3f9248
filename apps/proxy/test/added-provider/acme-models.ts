import type { ModelTable } from "@headroom/core";

/** Acme's models: limits, cache rule and prices, each with a source that has a day. */
export const acmeModels: ModelTable = {
  sources: {
    "acme-models": {
      name: "Models and prices of Acme",
      url: "https://docs.acme.example/models",
      verifiedOn: "2026-11-26",
      official: true,
    },
  },
  models: [
    {
      model: "acme-large-2",
      aliases: ["acme-latest"],
      contextWindow: 200_000,
      maxOutput: 16_000,
      cache: { minimumTokens: 256, match: { kind: "prefix", stepTokens: 64 }, lifetimeSeconds: 600 },
      prices: [{ input: 2, output: 8, cacheRead: 0.2, tiers: [{ aboveInputTokens: 100_000, input: 4, output: 16 }] }],
      sources: { limits: ["acme-models"], cache: ["acme-models"], prices: ["acme-models"] },
    },
  ],
  // What is taken for models that are not named: cautious numbers, and no price.
  families: [
    {
      model: "",
      contextWindow: 32_000,
      maxOutput: 4000,
      cache: { minimumTokens: 1024, match: { kind: "prefix", stepTokens: 64 }, lifetimeSeconds: 300 },
      prices: [],
      sources: { limits: ["acme-models"], cache: ["acme-models"] },
    },
  ],
};
