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
    "litellm-archive": {
      name: "LiteLLM 1.110.2, for models that other clouds still serve",
      url: "https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json",
      verifiedOn: "2026-11-26",
      official: false,
    },
  },
  models: {
    "deepseek-v4-pro": {
      contextWindow: 1000000,
      maxOutput: 393216,
      prices: [
        {
          input: 0.66,
          output: 1.98,
          cacheRead: 0.022,
          peak: {
            factor: 2,
            minutes: [
              [60, 240],
              [360, 600],
            ],
            weekdays: [1, 2, 3, 4, 5],
          },
        },
      ],
      limitSources: ["litellm", "pi"],
      priceSources: ["litellm", "pi"],
    },
    "deepseek-flash": {
      contextWindow: 1000000,
      maxOutput: 393216,
      prices: [
        {
          input: 0.15,
          output: 0.6,
          cacheRead: 0.003,
          peak: {
            factor: 2,
            minutes: [
              [60, 240],
              [360, 600],
            ],
            weekdays: [1, 2, 3, 4, 5],
          },
        },
      ],
      limitSources: ["litellm", "pi"],
      priceSources: ["litellm", "pi"],
    },
    "deepseek-v3.2": {
      contextWindow: 163840,
      maxOutput: 163840,
      prices: [{ input: 0.28, output: 0.4, cacheRead: 0.028 }],
      limitSources: ["litellm"],
      priceSources: ["litellm"],
      unverified: {
        contextWindow: "litellm alone names it",
        maxOutput: "litellm alone names it",
        prices: "litellm alone names it",
      },
    },
    "deepseek-chat": {
      contextWindow: 131072,
      maxOutput: 8192,
      prices: [{ input: 0.28, output: 0.42, cacheRead: 0.028 }],
      limitSources: ["litellm"],
      priceSources: ["litellm"],
      unverified: {
        contextWindow: "litellm alone names it",
        maxOutput: "litellm alone names it",
        prices: "litellm alone names it",
      },
    },
    "deepseek-reasoner": {
      contextWindow: 131072,
      maxOutput: 65536,
      prices: [{ input: 0.28, output: 0.42, cacheRead: 0.028 }],
      limitSources: ["litellm"],
      priceSources: ["litellm"],
      unverified: {
        contextWindow: "litellm alone names it",
        maxOutput: "litellm alone names it",
        prices: "litellm alone names it",
      },
    },
    "deepseek-coder": {
      contextWindow: 128000,
      maxOutput: 4096,
      prices: [{ input: 0.14, output: 0.28, cacheRead: 0.014 }],
      limitSources: ["litellm"],
      priceSources: ["litellm"],
      unverified: {
        contextWindow: "litellm alone names it",
        maxOutput: "litellm alone names it",
        prices: "litellm alone names it",
      },
    },
    "grok-4.7": {
      contextWindow: 500000,
      maxOutput: 500000,
      prices: [
        {
          input: 2,
          output: 6,
          cacheRead: 0.5,
          tiers: [{ aboveInputTokens: 200000, input: 4, output: 12, cacheRead: 1 }],
        },
      ],
      limitSources: ["litellm", "pi"],
      priceSources: ["litellm", "pi"],
    },
    "grok-4.6": {
      contextWindow: 500000,
      maxOutput: 500000,
      prices: [
        {
          input: 2,
          output: 6,
          cacheRead: 0.5,
          tiers: [{ aboveInputTokens: 200000, input: 4, output: 12, cacheRead: 1 }],
        },
      ],
      limitSources: ["litellm", "pi", "genai-prices"],
      priceSources: ["litellm", "pi", "genai-prices"],
    },
    "grok-4.5": {
      contextWindow: 500000,
      maxOutput: 500000,
      prices: [
        {
          input: 2,
          output: 6,
          cacheRead: 0.3,
          tiers: [{ aboveInputTokens: 200000, input: 4, output: 12, cacheRead: 0.6 }],
        },
      ],
      limitSources: ["litellm", "pi", "genai-prices"],
      priceSources: ["litellm", "pi", "genai-prices"],
    },
    "grok-4.3": {
      contextWindow: 1000000,
      maxOutput: 30000,
      prices: [
        {
          input: 1.25,
          output: 2.5,
          cacheRead: 0.2,
          tiers: [{ aboveInputTokens: 200000, input: 2.5, output: 5, cacheRead: 0.4 }],
        },
      ],
      limitSources: ["litellm", "pi", "genai-prices"],
      priceSources: ["litellm", "pi", "genai-prices"],
      unverified: { maxOutput: "litellm: 1,000,000; pi: 30,000" },
    },
    "kimi-k3": {
      contextWindow: 1048576,
      maxOutput: 1048576,
      prices: [{ input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3, cacheWriteLong: 6 }],
      limitSources: ["litellm", "pi", "genai-prices"],
      priceSources: ["litellm", "pi", "genai-prices"],
    },
    "kimi-k2.6": {
      contextWindow: 262144,
      maxOutput: 262144,
      prices: [{ input: 0.95, output: 4, cacheRead: 0.16 }],
      limitSources: ["litellm", "pi", "genai-prices"],
      priceSources: ["litellm", "pi", "genai-prices"],
    },
    "glm-5.3": {
      contextWindow: 1000000,
      maxOutput: 128000,
      prices: [{ input: 1.4, output: 4.4, cacheRead: 0.26 }],
      limitSources: ["litellm", "pi"],
      priceSources: ["litellm", "pi"],
    },
    "glm-5.3-flash": {
      contextWindow: 1048576,
      maxOutput: 128000,
      prices: [{ input: 0.15, output: 0.5, cacheRead: 0.03 }],
      limitSources: ["litellm", "pi"],
      priceSources: ["litellm", "pi"],
    },
    "glm-4.6": {
      contextWindow: 200000,
      maxOutput: 128000,
      prices: [{ input: 0.6, output: 2.2, cacheRead: 0.11 }],
      limitSources: ["litellm"],
      priceSources: ["litellm"],
      unverified: {
        contextWindow: "litellm alone names it",
        maxOutput: "litellm alone names it",
        prices: "litellm alone names it",
      },
    },
    "qwen3.8-max": {
      contextWindow: 991808,
      maxOutput: 131072,
      prices: [{ input: 2, output: 6, cacheRead: 0.25 }],
      limitSources: ["litellm"],
      priceSources: ["litellm"],
      unverified: {
        contextWindow: "litellm alone names it",
        maxOutput: "litellm alone names it",
        prices: "litellm alone names it",
      },
    },
    "qwen3.8-flash": {
      contextWindow: 991808,
      maxOutput: 131072,
      prices: [{ input: 0.15, output: 0.47, cacheRead: 0.016, cacheWrite: 0.2 }],
      limitSources: ["litellm"],
      priceSources: ["litellm"],
      unverified: {
        contextWindow: "litellm alone names it",
        maxOutput: "litellm alone names it",
        prices: "litellm alone names it",
      },
    },
    "gpt-oss-120b": {
      contextWindow: 131072,
      maxOutput: 65536,
      prices: [],
      limitSources: ["models-dev", "litellm-archive"],
      priceSources: [],
      unverified: { maxOutput: "depends on who serves it; a cautious number" },
    },
    "gpt-oss-20b": {
      contextWindow: 131072,
      maxOutput: 65536,
      prices: [],
      limitSources: ["models-dev"],
      priceSources: [],
      unverified: {
        contextWindow: "models-dev alone names it",
        maxOutput: "depends on who serves it; a cautious number",
      },
    },
    "llama-3.3-70b": {
      contextWindow: 128000,
      maxOutput: 4096,
      prices: [],
      limitSources: ["models-dev"],
      priceSources: [],
      unverified: {
        contextWindow: "models-dev alone names it",
        maxOutput: "depends on who serves it; a cautious number",
      },
    },
    "llama-3.1-405b": {
      contextWindow: 128000,
      maxOutput: 4096,
      prices: [],
      limitSources: ["models-dev"],
      priceSources: [],
      unverified: {
        contextWindow: "models-dev alone names it",
        maxOutput: "depends on who serves it; a cautious number",
      },
    },
    "llama-3.1-70b": {
      contextWindow: 128000,
      maxOutput: 4096,
      prices: [],
      limitSources: ["models-dev"],
      priceSources: [],
      unverified: {
        contextWindow: "models-dev alone names it",
        maxOutput: "depends on who serves it; a cautious number",
      },
    },
    "llama-3.1-8b": {
      contextWindow: 128000,
      maxOutput: 4096,
      prices: [],
      limitSources: ["models-dev"],
      priceSources: [],
      unverified: {
        contextWindow: "models-dev alone names it",
        maxOutput: "depends on who serves it; a cautious number",
      },
    },
    "qwen2.5-72b": {
      contextWindow: 131072,
      maxOutput: 8192,
      prices: [],
      limitSources: ["models-dev"],
      priceSources: [],
      unverified: {
        contextWindow: "models-dev alone names it",
        maxOutput: "depends on who serves it; a cautious number",
      },
    },
    "qwen2.5-7b": {
      contextWindow: 131072,
      maxOutput: 8192,
      prices: [],
      limitSources: ["models-dev"],
      priceSources: [],
      unverified: {
        contextWindow: "models-dev alone names it",
        maxOutput: "depends on who serves it; a cautious number",
      },
    },
  },
};
