import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createModelCatalog } from "./model-catalog.js";
import { nameWords } from "./model-name.js";
import { TABLE } from "./model-table.test-support.js";

const catalog = createModelCatalog(TABLE);

describe("a model catalog", () => {
  it.each([
    ["alpha-4o", "alpha-4o"],
    ["alpha-4o-mini", "alpha-4o-mini"],
    ["alpha-4o-mini-2024-07-18", "alpha-4o-mini"],
    ["alpha-4-0613", "alpha-4"],
    ["alpha-4-1106-preview", "alpha-4"],
    ["alpha-4o-preview-05-20", "alpha-4o"],
    ["alpha-4o-08-2024", "alpha-4o"],
    ["alpha-4o-002", "alpha-4o"],
    ["ALPHA-4O-LATEST", "alpha-4o"],
    ["models/alpha-4.1", "alpha-4.1"],
    ["alpha-4-1", "alpha-4.1"],
    ["beta-latest", "beta-5"],
    ["old-beta", "beta-5"],
    ["anthropic/beta-5.5", "beta-5.5"],
    ["bedrock/us.anthropic.beta-5-5-20261001-v1:0", "beta-5.5"],
    ["openrouter/acme/beta-5", "beta-5"],
    ["beta-5-5@20261001", "beta-5.5"],
    ["beta-5-5[1m]", "beta-5.5"],
  ])("knows %s as %s", (name, model) => {
    const { facts, match, warnings } = catalog.resolve(name);
    expect([facts.model, match, warnings]).toEqual([model, "exact", []]);
    expect(catalog.knows(name)).toBe(true);
  });

  it.each([
    ["alpha-4o-eu", "alpha-4o"],
    ["our-alpha-4o-mini", "alpha-4o-mini"],
    ["ft:alpha-4o-mini-2024-07-18:acme::abc", "alpha-4o-mini"],
    ["beta-5:thinking", "beta-5"],
  ])("takes %s for %s and says so", (name, model) => {
    const { facts, match, warnings } = catalog.resolve(name);
    expect([facts.model, match]).toEqual([model, "assumed"]);
    expect(warnings).toEqual([expect.objectContaining({ code: "assumed-model", model: name, like: model })]);
  });

  it.each([
    ["alpha-4o-nano", ""],
    ["alpha-4.5", ""],
    ["alpha-4-32k", ""],
    ["alpha-5-70b", ""],
    ["beta-5.6", "beta"],
    ["beta-5-7", "beta"],
    ["beta-5-mini", "beta"],
    ["acme/Beta6", "beta"],
    ["", ""],
    ["///", ""],
    ["\u0000\ud800", ""],
  ])("has cautious facts for %s", (name, family) => {
    const { facts, match, warnings } = catalog.resolve(name);
    expect([facts.model, match]).toEqual([family, "family"]);
    expect(warnings.map(({ code }) => code)).toEqual(["unknown-model", "unpriced-model"]);
    expect(catalog.knows(name)).toBe(false);
  });

  it("says when there is no price", () => {
    expect(catalog.resolve("alpha-5").warnings).toEqual([expect.objectContaining({ code: "unpriced-model" })]);
  });

  it("says when its prices were last compared with a source", () => {
    expect(catalog.resolve("beta-5.5").pricesVerifiedOn).toBe("2026-11-20");
    expect(catalog.resolve("gamma").pricesVerifiedOn).toBeUndefined();
    expect(catalog.sourcesOf(catalog.resolve("beta-5").facts, "cache")).toEqual([TABLE.sources.page]);
  });

  it("bills nothing on servers of the user's own", () => {
    const own = createModelCatalog({ ...TABLE, ownServers: ["ollama"] });
    for (const name of ["ollama/alpha-4o", "litellm_proxy/Ollama/gamma"]) {
      expect(own.resolve(name).facts).toMatchObject({ cache: { minimumTokens: 0 }, prices: [{ input: 0, output: 0 }] });
    }
    expect(own.resolve("ollama").facts.prices).toEqual([]);
    expect(own.resolve("acme/ollama").facts.prices).toEqual([]);
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), (name) => catalog.resolve(name).name === name));
  });

  it("finds every model behind prefixes and dates", () => {
    const prefix = fc.constantFrom("", "models/", "openrouter/acme/", "eu.anthropic.", "azure/");
    const suffix = fc.constantFrom("", "-2026-10-01", "-20261001", "-latest", "-preview", "-0613", "@20261001-v2:0");
    fc.assert(
      fc.property(prefix, fc.constantFrom(...TABLE.models), suffix, (before, { model }, after) => {
        expect(catalog.resolve(before + model + after)).toMatchObject({ facts: { model }, match: "exact" });
      }),
    );
  });
});

describe("overrides", () => {
  it("replace what is known, and only that", () => {
    const { facts, match, warnings, pricesVerifiedOn } = createModelCatalog(TABLE, {
      "beta-5.5": { minimumCacheableTokens: 7, prices: { cacheRead: 0.05 } },
    }).resolve("us.anthropic.beta-5-5-20261001-v1:0");
    expect([match, warnings, pricesVerifiedOn]).toEqual(["exact", [], undefined]);
    expect(facts.cache).toEqual({ ...TABLE.models[0]?.cache, minimumTokens: 7 });
    expect(facts.prices).toEqual([{ input: 2, output: 10, cacheRead: 0.05, cacheWrite: 2.5, cacheWriteLong: 4 }]);
    expect(facts.contextWindow).toBe(100_000);
  });

  it("describe models that nobody knows", () => {
    const own = createModelCatalog(TABLE, {
      "our-model": { like: "alpha-4.1", maxOutput: 5 },
      gamma: { contextWindow: 32_000 },
    });
    expect(own.resolve("litellm_proxy/our-model")).toMatchObject({
      match: "exact",
      facts: { model: "our-model", contextWindow: 1_000_000, maxOutput: 5 },
    });
    expect(own.resolve("gamma")).toMatchObject({ match: "exact", facts: { contextWindow: 32_000, prices: [] } });
  });

  it("of a shorter name leave the longer one alone", () => {
    const own = createModelCatalog(TABLE, { "alpha-4o": { contextWindow: 1 } });
    expect(own.resolve("alpha-4o-mini").facts.contextWindow).toBe(100_000);
    expect(own.resolve("alpha-4o-2024-08-06").facts.contextWindow).toBe(1);
  });
});

describe("the words of a name", () => {
  it.each([
    ["accounts/fireworks/models/llama-v3p1-8b-instruct", ["llama", "v3p1", "8b", "instruct"]],
    ["arn:aws:bedrock:us-east-1:1:inference-profile/eu.anthropic.beta-5", ["eu", "anthropic", "beta", "5"]],
    ["command-r+", ["command", "r", "plus"]],
    ["a/b/", ["b"]],
  ])("of %s", (name, words) => {
    expect(nameWords(name)).toEqual(words);
  });
});
