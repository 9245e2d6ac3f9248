import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { uncachedInputTokens, usageOf } from "./usage.js";

describe("a usage record", () => {
  it("holds the counts that are there, zeros among them", () => {
    expect(usageOf({ inputTokens: 0, outputTokens: undefined, cacheReadTokens: 7 })).toEqual({
      inputTokens: 0,
      cacheReadTokens: 7,
    });
    expect(usageOf({ inputTokens: undefined })).toBeUndefined();
    expect(usageOf({})).toBeUndefined();
  });

  it("divides its input into shares that make up the whole", () => {
    const shares = fc.tuple(fc.nat(1e6), fc.nat(1e6), fc.nat(1e6), fc.nat(1e6));
    fc.assert(
      fc.property(shares, ([fresh, cacheReadTokens, cacheWriteTokens, cacheWriteLongTokens]) => {
        const inputTokens = fresh + cacheReadTokens + cacheWriteTokens + cacheWriteLongTokens;
        const usage = { inputTokens, cacheReadTokens, cacheWriteTokens, cacheWriteLongTokens };
        expect(uncachedInputTokens(usage)).toBe(fresh);
      }),
    );
  });

  it("has no negative share where a server contradicts itself", () => {
    expect(uncachedInputTokens({ inputTokens: 8, cacheReadTokens: 496 })).toBe(0);
    expect(uncachedInputTokens({ cacheReadTokens: 5 })).toBe(0);
  });
});
