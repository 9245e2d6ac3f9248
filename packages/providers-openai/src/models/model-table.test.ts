import { describe, expect, it } from "vitest";
import { describeModelTable } from "../../../core/test/describe-model-table.js";
import { KNOWN_MODELS } from "./known-models.js";
import { LISTED_FACTS } from "./listed-facts.js";
import { minimumCacheableTokens, openaiModels } from "./model-table.js";
import { LISTED_FACTS as OTHER_LISTED_FACTS } from "./other-listed-facts.js";
import { OTHER_MAKERS } from "./other-makers.js";

describeModelTable({
  name: "OpenAI",
  table: openaiModels,
  known: [...KNOWN_MODELS, ...OTHER_MAKERS],
  listed: [LISTED_FACTS, OTHER_LISTED_FACTS],
});

describe("the smallest cacheable prefix", () => {
  it.each([
    ["gpt-5.5", 1024],
    ["gpt-4o-mini", 1024],
    ["gpt-4.1", 1024],
    ["openai/gpt-6.1-terra", 1024],
    ["gpt-4", 0],
    ["gpt-4-turbo-2024-04-09", 0],
    ["gpt-3.5-turbo", 0],
    ["openai/gpt-4", 0],
    ["deepseek-chat", 64],
    ["anthropic/claude-sonnet-5", 4096],
    ["google/gemini-3.5-flash", 4096],
    ["qwen3-coder-plus", 1024],
    ["", 1024],
  ])("of %s is %i", (model, tokens) => {
    expect(minimumCacheableTokens(model)).toBe(tokens);
  });
});
