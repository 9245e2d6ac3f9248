import { describe, expect, it } from "vitest";
import {
  ANTHROPIC,
  DEEPSEEK,
  GEMINI,
  GEMINI_OBSERVED,
  OPENAI_AUTOMATIC,
  OPENAI_BREAKPOINTS,
} from "../cache/prompt.test-support.ts";
import { observedRule, PRICE_ROWS } from "./price-rows.ts";

describe("price rows", () => {
  it.each([
    ["Sonnet 4.5", ANTHROPIC],
    ["Haiku 4.5", { ...ANTHROPIC, minimum: 4096 }],
    ["GPT-5.5", OPENAI_AUTOMATIC],
    ["GPT-6.1 Sol", OPENAI_BREAKPOINTS],
    ["Gemini 3.1 Pro", GEMINI],
    ["Gemini, observed", GEMINI_OBSERVED],
    ["DeepSeek V4-Pro", DEEPSEEK],
  ])("have the cache rule of %s", (name, rule) => {
    expect(PRICE_ROWS.find((row) => row.name === name)?.rule).toEqual(rule);
  });

  it("have one with a cliff and one with an hour's life", () => {
    expect(PRICE_ROWS.find(({ name }) => name === "Haiku 5.5")?.cliff?.above).toBe(100_000);
    expect(PRICE_ROWS.filter(({ life }) => life === "long")).toHaveLength(1);
  });
});

describe("the rule of a recording", () => {
  it.each([
    ["us.anthropic.claude-haiku-4-5-20251001-v1:0", "breakpoints", 4096],
    ["claude-opus-5", "breakpoints", 512],
    ["claude", "breakpoints", 4096],
    ["gpt-5-mini-2025-08-07", "prefix", 1024],
    ["openai/gpt-6.1-sol", "breakpoints", 1024],
    ["google/gemini-3-pro-preview", "prefix", 4096],
    ["", "prefix", 1024],
  ])("of %j is %s from %i tokens on", (model, kind, minimum) => {
    expect(observedRule(model)).toMatchObject({ kind, minimum });
  });
});
