import { describe, expect, it } from "vitest";
import { readUsage } from "./usage.js";

describe("usage of an answer of LiteLLM", () => {
  it("prefers OpenAI's names, and falls back to Anthropic's", () => {
    const both = { prompt_tokens_details: { cached_tokens: 7 }, cache_read_input_tokens: 8 };
    expect(readUsage({ usage: both })).toEqual({ cacheReadTokens: 7 });
    expect(readUsage({ usage: { cache_read_input_tokens: 8 } })).toEqual({ cacheReadTokens: 8 });
  });

  it("tells long-lived writes from the others", () => {
    const details = { cache_creation_tokens: 100, cache_creation_token_details: { ephemeral_1h_input_tokens: 60 } };
    expect(readUsage({ usage: { prompt_tokens_details: details } })).toEqual({
      cacheWriteTokens: 40,
      cacheWriteLongTokens: 60,
    });
  });

  it("counts what was written as input, also where an old version left it out", () => {
    const old = { prompt_tokens: 31, prompt_tokens_details: { cached_tokens: 0 }, cache_creation_input_tokens: 1253 };
    expect(readUsage({ usage: old })).toEqual({ inputTokens: 1284, cacheReadTokens: 0, cacheWriteTokens: 1253 });
    expect(readUsage({ usage: { ...old, prompt_tokens: 1284 } })?.inputTokens).toBe(1284);
  });

  it("never counts fewer than no writes", () => {
    const details = { cache_creation_tokens: 10, cache_creation_token_details: { ephemeral_1h_input_tokens: 60 } };
    expect(readUsage({ usage: { prompt_tokens_details: details } })?.cacheWriteTokens).toBe(0);
  });

  it("leaves out what was not sent, and what is no count", () => {
    expect(readUsage({ usage: { completion_tokens: 5, prompt_tokens_details: null } })).toEqual({ outputTokens: 5 });
    expect(readUsage({ usage: { prompt_tokens: "3", completion_tokens: -1 } })).toBeUndefined();
    expect(readUsage({ usage: null })).toBeUndefined();
    expect(readUsage([])).toBeUndefined();
  });
});
