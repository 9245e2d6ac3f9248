import { expect, it } from "vitest";
import { pricedLike, pricedModel } from "./priced-model.js";

it("finds prices with points or hyphens in the version", () => {
  expect(pricedModel("Claude-Opus-5.5")?.facts).toBe(pricedModel("claude-opus-5-5")?.facts);
  expect(pricedModel("claude-opus-5-5")?.facts.prices.at(-1)?.cacheRead).toBe(0.2);
});

it("has none for models that are not known, or that nobody has a price for", () => {
  for (const name of ["unknown", "claude-opus-77", "llama-3.1-8b", ""]) expect(pricedModel(name)).toBeUndefined();
});

it("names others of the same maker", () => {
  expect(pricedLike("gpt-9")).toEqual(expect.arrayContaining(["gpt-6.1-sol", "gpt-4o"]));
  expect(pricedLike("claude")).not.toContain("gpt-4o");
});
