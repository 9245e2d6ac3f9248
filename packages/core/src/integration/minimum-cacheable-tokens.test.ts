import { expect, it } from "vitest";
import { minimumCacheableTokens } from "./minimum-cacheable-tokens.js";

it.each([
  ["gpt-5.5", 1024],
  ["openai/GPT-5.5", 1024],
  ["o4-mini", 1024],
  ["claude-sonnet-5", 4096],
  ["olmo-3", 4096],
  ["", 4096],
])("takes for %s a prefix of %i tokens to be the smallest", (model, tokens) => {
  expect(minimumCacheableTokens(model)).toBe(tokens);
});
