import { expect, it } from "vitest";
import { roughTokens } from "./rough-tokens.js";

it.each([
  ["", 0],
  ["hello world", 2],
  ["getUserName", 3],
  ["12345", 2],
  ["a 1", 3],
  ["    x", 2],
  [" == ", 2],
  ["日本", 2],
])("%j has about %d tokens", (text, tokens) => {
  expect(roughTokens(text)).toBe(tokens);
});

it("counts a stretch of a text like the stretch alone", () => {
  const text = "GET /v1/items/17 200 in 12 ms";
  for (let from = 0; from < text.length; from++) {
    expect(roughTokens(text, from, text.length)).toBe(roughTokens(text.slice(from)));
  }
});
