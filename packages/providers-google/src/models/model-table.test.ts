import { describe, expect, it } from "vitest";
import { describeModelTable } from "../../../core/test/describe-model-table.js";
import { KNOWN_MODELS } from "./known-models.js";
import { LISTED_FACTS } from "./listed-facts.js";
import { googleModels, minimumCacheableTokens } from "./model-table.js";

describeModelTable({ name: "Google", table: googleModels, known: KNOWN_MODELS, listed: [LISTED_FACTS] });

describe("the smallest cacheable prefix", () => {
  it.each([
    ["gemini-3.1-pro", 4096],
    ["gemini-3.5-flash", 4096],
    ["models/gemini-2.5-pro", 2048],
    ["gemini-2.5-flash-lite", 2048],
    ["gemini-2.0-flash", 0],
    ["gemini-1.5-pro-002", 0],
    ["gemma-3-27b-it", 0],
    ["gemini-flash-latest", 4096],
    ["", 4096],
  ])("of %s is %i", (model, tokens) => {
    expect(minimumCacheableTokens(model)).toBe(tokens);
  });
});
