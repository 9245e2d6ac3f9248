import { describe, expect, it } from "vitest";
import {
  anyscaleProvider,
  createCompatibleProvider,
  fireworksProvider,
  groqProvider,
  lmStudioProvider,
  ollamaProvider,
  togetherProvider,
  vllmProvider,
} from "./compatible-provider.js";

const ASKED = { inputTokens: 1_000_000, outputTokens: 0 };

describe("a provider with OpenAI's API", () => {
  it("bills nothing on a machine of one's own", () => {
    for (const own of [ollamaProvider(), lmStudioProvider(), vllmProvider("http://gpu.example:8000")]) {
      expect(own.estimateCost({ model: "llama-3.1-8b", ...ASKED })).toBe(0);
      expect(own.dialects[0]?.minimumCacheableTokens("llama-3.1-8b")).toBe(0);
      expect(own.getContextLimit("llama-3.1-8b-instruct")).toBe(128_000);
    }
    expect([ollamaProvider().baseUrl, lmStudioProvider().baseUrl]).toEqual([
      "http://localhost:11434",
      "http://localhost:1234",
    ]);
    expect(() => vllmProvider("")).toThrow("needs the address of the server");
  });

  it("does not have the price of a model's maker", () => {
    for (const host of [togetherProvider(), groqProvider(), fireworksProvider(), anyscaleProvider()]) {
      expect(host.estimateCost({ model: "deepseek-v4-pro", ...ASKED })).toBeNull();
      expect(host.getContextLimit("deepseek-v4-pro")).toBe(1_000_000);
      expect(host.sharesPaths).toBe(true);
    }
  });

  it("has the prices and limits that it is given", () => {
    const models = { "our-model": { contextWindow: 32_000, prices: { input: 0.2, output: 0.4 } } };
    const house = createCompatibleProvider({ name: "house", baseUrl: "https://llm.house.example", models });
    expect([house.getContextLimit("our-model"), house.estimateCost({ model: "our-model", ...ASKED })]).toEqual([
      32_000, 0.2,
    ]);
  });
});
