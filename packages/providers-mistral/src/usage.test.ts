import { describe, expect, it } from "vitest";
import { readUsage } from "./usage.js";

describe("usage of a chat answer", () => {
  it("takes cached tokens by either of their names", () => {
    const usage = { prompt_tokens: 100, completion_tokens: 2 };
    const expected = { inputTokens: 100, outputTokens: 2, cacheReadTokens: 64 };
    expect(readUsage({ usage: { ...usage, prompt_tokens_details: { cached_tokens: 64 } } })).toEqual(expected);
    expect(readUsage({ usage: { ...usage, num_cached_tokens: 64, prompt_tokens_details: null } })).toEqual(expected);
  });

  it("leaves out what was not sent, and what is no count", () => {
    expect(readUsage({ usage: { completion_tokens: 5 } })).toEqual({ outputTokens: 5 });
    expect(readUsage({ usage: { prompt_tokens: "3", num_cached_tokens: -1 } })).toBeUndefined();
    expect(readUsage({ usage: null })).toBeUndefined();
    expect(readUsage([])).toBeUndefined();
  });
});
