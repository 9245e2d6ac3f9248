import { describe, expect, it } from "vitest";
import { readUsage } from "./usage.js";

describe("usage of a chat answer", () => {
  it("takes cached tokens as the share of the input that they are", () => {
    const usage = { prompt_tokens: 120, completion_tokens: 9, prompt_tokens_details: { cached_tokens: 100 } };
    expect(readUsage({ usage })).toEqual({ inputTokens: 120, outputTokens: 9, cacheReadTokens: 100 });
  });

  it("leaves out what was not sent, and what is no count", () => {
    expect(readUsage({ usage: { completion_tokens: 5, prompt_tokens_details: null } })).toEqual({ outputTokens: 5 });
    expect(readUsage({ usage: { prompt_tokens: "3", completion_tokens: -1 } })).toBeUndefined();
    expect(readUsage({ usage: null })).toBeUndefined();
    expect(readUsage([])).toBeUndefined();
  });
});
