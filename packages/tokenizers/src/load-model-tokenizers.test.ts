import { describe, expect, it } from "vitest";
import { loadModelTokenizers } from "./load-model-tokenizers.js";

describe("tokenizers by model", () => {
  it("gives models with a public vocabulary their own", async () => {
    const tokenizers = await loadModelTokenizers();
    expect(tokenizers("gpt-4o").map(({ id, exact }) => [id, exact])).toEqual([["o200k_base", true]]);
    expect(tokenizers("gpt-4").map(({ id, exact }) => [id, exact])).toEqual([["cl100k_base", true]]);
  });

  it("gives all others two that must agree, and that count as the vocabularies do", async () => {
    const tokenizers = await loadModelTokenizers();
    const standIns = tokenizers("claude-sonnet-5");
    expect(standIns.map(({ id, exact }) => [id, exact])).toEqual([
      ["o200k_base", false],
      ["cl100k_base", false],
    ]);
    expect(tokenizers("some-model-of-tomorrow")).toBe(standIns);
    expect(standIns[0]?.count("naïve 数 {}")).toBe(tokenizers("gpt-4o")[0]?.count("naïve 数 {}"));
  });
});
