import { describe, expect, it } from "vitest";
import { HeadroomError } from "../../errors.js";
import { resolveSmartCrusherOptions, type SmartCrusherOptions } from "./smart-crusher-options.js";

describe("resolveSmartCrusherOptions", () => {
  it("fills in the defaults", () => {
    expect(resolveSmartCrusherOptions()).toEqual({
      enabled: true,
      minItemsToAnalyze: 5,
      minTokensToCrush: 200,
      maxItemsAfterCrush: 50,
      keepFirst: 3,
      keepLast: 2,
      relevanceThreshold: 0.3,
      anomalyStdThreshold: 2,
      preserveErrors: true,
      varianceThreshold: 2,
      uniquenessThreshold: 0.1,
      similarityThreshold: 0.8,
      preserveChangePoints: true,
      factorOutConstants: true,
      includeSummaries: true,
      relevance: { tier: "hybrid", bm25K1: 1.5, bm25B: 0.75 },
    });
  });

  it("keeps what is given and takes undefined for not given", () => {
    const options = resolveSmartCrusherOptions({ keepFirst: 0, keepLast: undefined as never, relevance: { bm25B: 0 } });
    expect(options.keepFirst).toBe(0);
    expect(options.keepLast).toBe(2);
    expect(options.relevance).toEqual({ tier: "hybrid", bm25K1: 1.5, bm25B: 0 });
  });

  it("gives frozen options of its own", () => {
    const input = { relevance: { bm25B: 0.5 } };
    const options = resolveSmartCrusherOptions(input);
    expect(Object.isFrozen(options) && Object.isFrozen(options.relevance)).toBe(true);
    input.relevance.bm25B = 1;
    expect(options.relevance.bm25B).toBe(0.5);
  });

  it("lets the relevance threshold of the scorer count when the crusher has none", () => {
    expect(resolveSmartCrusherOptions({ relevance: { relevanceThreshold: 0.7 } }).relevanceThreshold).toBe(0.7);
    const both = resolveSmartCrusherOptions({ relevanceThreshold: 0.4, relevance: { relevanceThreshold: 0.7 } });
    expect(both.relevanceThreshold).toBe(0.4);
  });

  it.each<[string, unknown]>([
    ["enabled", "yes"],
    ["minItemsToAnalyze", -1],
    ["minTokensToCrush", 1.5],
    ["maxItemsAfterCrush", 0],
    ["keepFirst", "3"],
    ["keepLast", Number.NaN],
    ["relevanceThreshold", 1.1],
    ["anomalyStdThreshold", 0],
    ["preserveErrors", null],
    ["varianceThreshold", Number.POSITIVE_INFINITY],
    ["uniquenessThreshold", -0.1],
    ["similarityThreshold", 2],
    ["preserveChangePoints", 1],
    ["factorOutConstants", "true"],
    ["includeSummaries", 0],
    ["relevance", []],
  ])("refuses %s: %j and says what it accepts", (name, value) => {
    const resolve = () => resolveSmartCrusherOptions({ [name]: value } as Partial<SmartCrusherOptions>);
    expect(resolve).toThrow(HeadroomError);
    expect(resolve).toThrow(new RegExp(`^smartCrusher\\.${name} is .+; it must be .+\\.$`));
  });

  it.each([
    ["maxItems", { maxItems: 5 }, /smartCrusher\.maxItems is not an option; known are enabled, /],
    [
      "relevance.alpha",
      { relevance: { alpha: 1 } },
      /smartCrusher\.relevance\.alpha is not an option; known are tier, /,
    ],
    ["relevance.tier", { relevance: { tier: "BM26" } }, /tier is "BM26"; it must be one of bm25, hybrid, embedding\./],
    ["relevance.bm25K1", { relevance: { bm25K1: -1 } }, /bm25K1 is -1; it must be a number of 0 or more\./],
    ["relevance.bm25B", { relevance: { bm25B: 7 } }, /bm25B is 7; it must be a number from 0 to 1\./],
    ["toString", { toString: 1 }, /smartCrusher\.toString is not an option/],
    ["no object", 3, /smartCrusher is 3; it must be an object of options\./],
  ])("refuses %s", (_what, input, message) => {
    expect(() => resolveSmartCrusherOptions(input as Partial<SmartCrusherOptions>)).toThrow(message);
  });
});
