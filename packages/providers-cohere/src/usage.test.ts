import { describe, expect, it } from "vitest";
import { readUsage } from "./usage.js";

describe("usage of a chat answer", () => {
  it("is what was billed, never more of it cached than that", () => {
    const tokens = { input_tokens: 505, output_tokens: 12 };
    expect(
      readUsage({ usage: { billed_units: { input_tokens: 8, output_tokens: 2 }, tokens, cached_tokens: 496 } }),
    ).toEqual({
      inputTokens: 8,
      outputTokens: 2,
      cacheReadTokens: 8,
    });
    expect(readUsage({ usage: { billed_units: { search_units: 1 }, tokens } })).toEqual({
      inputTokens: 505,
      outputTokens: 12,
    });
  });

  it("leaves out what was not sent, and what is no count", () => {
    expect(readUsage({ usage: { cached_tokens: 3 } })).toEqual({ cacheReadTokens: 3 });
    expect(readUsage({ usage: { tokens: { input_tokens: "3", output_tokens: -1 } } })).toBeUndefined();
    expect(readUsage({ usage: null })).toBeUndefined();
    expect(readUsage([])).toBeUndefined();
  });
});
