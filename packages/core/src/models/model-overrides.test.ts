import { describe, expect, it } from "vitest";
import { checkModelOverrides } from "./model-overrides.js";

describe("checking overrides", () => {
  it("takes what is right as it is", () => {
    const overrides = {
      m: { like: "n", contextWindow: 1, cacheMatch: { kind: "none" }, prices: { input: 0 } },
      n: { cacheMatch: { kind: "prefix", stepTokens: 64 } },
      o: { cacheMatch: { kind: "breakpoints", placed: "client", lookback: 20, writes: 4 }, cacheLifetimeSeconds: 300 },
    };
    expect(checkModelOverrides(overrides)).toBe(overrides);
  });

  it.each<[unknown, string]>([
    [[], "models must be an object with an entry for each model."],
    [{ " ": {} }, 'models[" "] must be under the name of a model.'],
    [{ m: 5 }, 'models["m"] must be an object with any of like, contextWindow'],
    [{ m: { window: 5 } }, 'models["m"].window must be one of like, contextWindow'],
    [{ m: { like: 5 } }, 'models["m"].like must be the name of a model.'],
    [{ m: { maxOutput: -1 } }, 'models["m"].maxOutput must be a whole number of at least 0.'],
    [{ m: { contextWindow: "8k" } }, 'models["m"].contextWindow must be a whole number'],
    [{ m: { cacheMatch: "prefix" } }, 'models["m"].cacheMatch must be {"kind": "none"}'],
    [{ m: { cacheMatch: { kind: "prefix", stepTokens: 0 } } }, 'models["m"].cacheMatch must be'],
    [{ m: { prices: 5 } }, 'models["m"].prices must be an object with any of input, output'],
    [{ m: { prices: { inputs: 5 } } }, 'models["m"].prices.inputs must be one of input, output'],
    [{ m: { prices: { input: Number.NaN } } }, 'models["m"].prices.input must be dollars for a million tokens.'],
  ])("refuses %j", (overrides, message) => {
    expect(() => checkModelOverrides(overrides)).toThrow(message);
    expect(() => checkModelOverrides(overrides)).toThrow(expect.objectContaining({ code: "invalid-option" }));
  });
});
