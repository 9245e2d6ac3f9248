import type { FactList } from "@headroom/core";

/** Written by scripts/refresh-model-facts.ts, which keeps older prices; read its diff before you commit it. */
export const LISTED_FACTS: FactList = {
  sources: {
    litellm: {
      name: "model_prices_and_context_window.json of LiteLLM 1.110.2",
      url: "https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json",
      verifiedOn: "2026-11-26",
      official: false,
    },
    pi: {
      name: "model list of @earendil-works/pi-ai 1.5.2",
      url: "https://www.npmjs.com/package/@earendil-works/pi-ai",
      verifiedOn: "2026-11-26",
      official: false,
    },
    "genai-prices": {
      name: "@pydantic/genai-prices 0.1.8",
      url: "https://github.com/pydantic/genai-prices",
      verifiedOn: "2026-11-26",
      official: false,
    },
    "models-dev": {
      name: "models.dev, state of 2026-07-02",
      url: "https://models.dev",
      verifiedOn: "2026-11-26",
      official: false,
    },
    "genai-archive": {
      name: "@pydantic/genai-prices 0.1.8, for models that are not sold any more",
      url: "https://github.com/pydantic/genai-prices",
      verifiedOn: "2026-11-26",
      official: false,
    },
    "litellm-archive": {
      name: "LiteLLM 1.110.2, for models that other clouds still serve",
      url: "https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json",
      verifiedOn: "2026-11-26",
      official: false,
    },
  },
  models: {
    "gemini-4-argon": {
      contextWindow: 1048576,
      maxOutput: 32768,
      prices: [{ input: 2, output: 10, cacheRead: 0.1 }],
      limitSources: ["litellm", "pi"],
      priceSources: ["litellm", "pi"],
      unverified: { maxOutput: "litellm: 1,048,576; pi: 32,768" },
    },
    "gemini-4-hydrogen": {
      contextWindow: 1048576,
      maxOutput: 1048576,
      prices: [{ input: 1.5, output: 7.5, cacheRead: 0.075 }],
      limitSources: ["litellm"],
      priceSources: ["litellm"],
      unverified: {
        contextWindow: "litellm alone names it",
        maxOutput: "litellm alone names it",
        prices: "litellm alone names it",
      },
    },
    "gemini-3.8-flash": {
      contextWindow: 1048576,
      maxOutput: 65536,
      prices: [{ input: 0.75, output: 3.75, cacheRead: 0.075 }],
      limitSources: ["litellm", "pi", "genai-prices"],
      priceSources: ["litellm", "pi"],
    },
    "gemini-3.7-flash": {
      contextWindow: 1048576,
      maxOutput: 65536,
      prices: [{ input: 0.75, output: 3.75, cacheRead: 0.075 }],
      limitSources: ["litellm", "pi", "genai-prices"],
      priceSources: ["litellm", "pi"],
    },
    "gemini-3.6-flash": {
      contextWindow: 1048576,
      maxOutput: 65536,
      prices: [{ input: 0.75, output: 3.75, cacheRead: 0.075 }],
      limitSources: ["litellm", "pi", "genai-prices"],
      priceSources: ["litellm", "pi"],
    },
    "gemini-3.5-flash": {
      contextWindow: 1048576,
      maxOutput: 65536,
      prices: [{ input: 1.5, output: 9, cacheRead: 0.15 }],
      limitSources: ["litellm", "pi", "genai-prices"],
      priceSources: ["litellm", "pi", "genai-prices"],
    },
    "gemini-3.5-flash-lite": {
      contextWindow: 1048576,
      maxOutput: 65536,
      prices: [{ input: 0.3, output: 2.5, cacheRead: 0.03 }],
      limitSources: ["litellm", "pi", "genai-prices"],
      priceSources: ["litellm", "pi", "genai-prices"],
    },
    "gemini-3.1-pro": {
      contextWindow: 1048576,
      maxOutput: 65536,
      prices: [
        {
          input: 2,
          output: 12,
          cacheRead: 0.2,
          tiers: [{ aboveInputTokens: 200000, input: 4, output: 18, cacheRead: 0.4 }],
        },
      ],
      limitSources: ["litellm", "pi"],
      priceSources: ["litellm", "pi", "genai-prices"],
    },
    "gemini-3.1-flash-lite": {
      contextWindow: 1048576,
      maxOutput: 65536,
      prices: [{ input: 0.25, output: 1.5, cacheRead: 0.025 }],
      limitSources: ["litellm", "pi", "genai-prices"],
      priceSources: ["litellm", "pi", "genai-prices"],
    },
    "gemini-3-flash": {
      contextWindow: 1048576,
      maxOutput: 65536,
      prices: [{ input: 0.5, output: 3, cacheRead: 0.05 }],
      limitSources: ["litellm", "pi", "genai-prices"],
      priceSources: ["litellm", "pi", "genai-prices"],
    },
    "gemini-2.5-pro": {
      contextWindow: 1048576,
      maxOutput: 65536,
      prices: [
        {
          input: 1.25,
          output: 10,
          cacheRead: 0.125,
          tiers: [{ aboveInputTokens: 200000, input: 2.5, output: 15, cacheRead: 0.25 }],
        },
      ],
      limitSources: ["litellm", "pi"],
      priceSources: ["litellm", "pi", "genai-prices"],
    },
    "gemini-2.5-flash": {
      contextWindow: 1048576,
      maxOutput: 65536,
      prices: [{ input: 0.3, output: 2.5, cacheRead: 0.03 }],
      limitSources: ["litellm", "pi", "genai-prices"],
      priceSources: ["litellm", "pi", "genai-prices"],
    },
    "gemini-2.5-flash-lite": {
      contextWindow: 1048576,
      maxOutput: 65536,
      prices: [{ input: 0.1, output: 0.4, cacheRead: 0.01 }],
      limitSources: ["litellm", "pi", "genai-prices"],
      priceSources: ["litellm", "pi", "genai-prices"],
    },
    "gemini-2.0-flash": {
      contextWindow: 1048576,
      maxOutput: 8192,
      prices: [{ input: 0.1, output: 0.4, cacheRead: 0.025 }],
      limitSources: ["models-dev", "genai-archive"],
      priceSources: ["models-dev", "genai-archive"],
    },
    "gemini-2.0-flash-lite": {
      contextWindow: 1048576,
      maxOutput: 8192,
      prices: [{ input: 0.075, output: 0.3 }],
      limitSources: ["models-dev", "genai-archive"],
      priceSources: ["models-dev", "genai-archive"],
    },
    "gemini-1.5-pro": {
      contextWindow: 1000000,
      maxOutput: 8192,
      prices: [
        {
          input: 1.25,
          output: 5,
          cacheRead: 0.3125,
          tiers: [{ aboveInputTokens: 128000, input: 2.5, output: 10, cacheRead: 0.625 }],
        },
      ],
      limitSources: ["genai-archive"],
      priceSources: ["genai-archive"],
      unverified: {
        contextWindow: "lists say 1,000,000, and once 2,000,000; the smaller number",
        prices: "genai-archive alone names it",
        maxOutput: "an archived list of January 2026 alone names it",
      },
    },
    "gemini-1.5-flash": {
      contextWindow: 1000000,
      maxOutput: 8192,
      prices: [
        {
          input: 0.075,
          output: 0.3,
          cacheRead: 0.01875,
          tiers: [{ aboveInputTokens: 128000, input: 0.15, output: 0.6, cacheRead: 0.0375 }],
        },
      ],
      limitSources: ["genai-archive"],
      priceSources: ["genai-archive"],
      unverified: {
        contextWindow: "genai-archive alone names it",
        maxOutput: "an archived list of January 2026 alone names it",
        prices: "genai-archive alone names it",
      },
    },
    "gemini-3-pro": {
      contextWindow: 1048576,
      maxOutput: 65536,
      prices: [
        {
          input: 2,
          output: 12,
          cacheRead: 0.2,
          tiers: [{ aboveInputTokens: 200000, input: 4, output: 18, cacheRead: 0.4 }],
        },
      ],
      limitSources: ["models-dev", "litellm-archive"],
      priceSources: ["genai-archive", "litellm-archive"],
    },
    "gemini-1.0-pro": {
      contextWindow: 32768,
      maxOutput: 2048,
      prices: [{ input: 0.125, output: 0.375 }],
      limitSources: ["genai-archive"],
      priceSources: ["genai-archive"],
      unverified: {
        contextWindow: "genai-archive alone names it",
        maxOutput: "no source names it; a cautious number",
        prices: "genai-archive alone names it",
      },
    },
  },
};
