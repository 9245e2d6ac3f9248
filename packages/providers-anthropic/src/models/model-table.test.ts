import { describe, expect, it } from "vitest";
import { describeModelTable } from "../../../core/test/describe-model-table.js";
import { KNOWN_MODELS } from "./known-models.js";
import { LISTED_FACTS } from "./listed-facts.js";
import { anthropicModels, minimumCacheableTokens } from "./model-table.js";

describeModelTable({ name: "Anthropic", table: anthropicModels, known: KNOWN_MODELS, listed: [LISTED_FACTS] });

describe("the smallest cacheable prefix", () => {
  it.each([
    ["claude-opus-5", 512],
    ["claude-opus-4-8", 1024],
    ["claude-opus-4-7", 4096],
    ["claude-opus-4-5-20251101", 4096],
    ["claude-opus-4-1-20250805", 1024],
    ["claude-opus-4-20250514", 1024],
    ["claude-sonnet-5", 1024],
    ["claude-sonnet-4-5-20250929", 1024],
    ["claude-haiku-4-5", 4096],
    ["claude-3-7-sonnet-20250219", 1024],
    ["claude-2.1", 0],
  ])("of %s is %i", (model, tokens) => {
    expect(minimumCacheableTokens(model)).toBe(tokens);
  });

  it.each([
    ["anthropic/claude-opus-4.8", 1024],
    ["us.anthropic.claude-opus-4-1-20250805-v1:0", 1024],
    ["claude-sonnet-4-5@20250929", 1024],
    ["CLAUDE-SONNET-5[1m]", 1024],
  ])("is found inside %s", (model, tokens) => {
    expect(minimumCacheableTokens(model)).toBe(tokens);
  });

  it.each(["claude-sonnet-5-5", "claude-opus-5-5-20261001", "claude-fable-5-2", "claude-opus-6", "glm-5", ""])(
    "is the largest known one for %s, which no source names",
    (model) => {
      expect(minimumCacheableTokens(model)).toBe(4096);
    },
  );
});
