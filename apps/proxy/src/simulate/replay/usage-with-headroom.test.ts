import type { Usage } from "@headroom/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PromptBlock } from "./prompt-blocks.js";
import { type RecordedRequest, usageWithHeadroom } from "./usage-with-headroom.js";

const FIT = { scale: 1, unseen: 1000 };

function blocks(...sizes: readonly number[]): readonly PromptBlock[] {
  return sizes.map((tokens, id) => ({ id, tokens }));
}

/** The blocks with others in some places. */
function changed(given: readonly PromptBlock[], changes: Readonly<Record<number, number>>): readonly PromptBlock[] {
  return given.map((block, at) => {
    const tokens = changes[at];
    return tokens === undefined ? block : { id: 100 + at + tokens, tokens };
  });
}

function request(usage: Usage, given: Partial<RecordedRequest> = {}): RecordedRequest {
  const before = blocks(100, 200, 5000);
  const sent = { before, after: before };
  return { usage, sent, previous: undefined, fit: FIT, minimumCacheable: 1024, ...given };
}

const FIRST = { inputTokens: 1300, cacheReadTokens: 0, cacheWriteTokens: 1300, outputTokens: 10 };
const SECOND = { inputTokens: 6300, cacheReadTokens: 1300, cacheWriteTokens: 5000, outputTokens: 20 };

describe("the usage that a recorded request would have had", () => {
  it("is the recorded one where nothing is changed", () => {
    const count = fc.nat(50_000);
    fc.assert(
      fc.property(count, count, count, fc.array(count), (read, written, plain, sizes) => {
        const usage = { inputTokens: read + written + plain, cacheReadTokens: read, cacheWriteTokens: written };
        const before = blocks(...sizes);
        const given = request(usage, { sent: { before, after: before }, minimumCacheable: 0 });
        expect(usageWithHeadroom(given)).toEqual(usage);
      }),
    );
  });

  it("writes less where a new output is smaller", () => {
    const before = blocks(100, 200, 5000);
    const first = { before: before.slice(0, 2), after: before.slice(0, 2) };
    const given = request(SECOND, {
      sent: { before, after: changed(before, { 2: 2000 }) },
      previous: { usage: FIRST, sent: first },
    });
    expect(usageWithHeadroom(given)).toEqual({ ...SECOND, inputTokens: 3300, cacheWriteTokens: 2000 });
  });

  it("reads less where an old output is smaller", () => {
    const before = blocks(100, 5000, 300);
    const after = changed(before, { 1: 2000 });
    const usage = { inputTokens: 6400, cacheReadTokens: 6100, cacheWriteTokens: 300 };
    const previous = {
      usage: { inputTokens: 6100, cacheReadTokens: 0, cacheWriteTokens: 6100 },
      sent: { before: before.slice(0, 2), after: after.slice(0, 2) },
    };
    expect(usageWithHeadroom(request(usage, { sent: { before, after }, previous }))).toEqual({
      inputTokens: 3400,
      cacheReadTokens: 3100,
      cacheWriteTokens: 300,
    });
  });

  it("pays for a change of what stood in the cache", () => {
    const before = blocks(100, 5000, 4000, 300);
    const previousAfter = before.slice(0, 3);
    const after = changed(before, { 1: 50 });
    const usage = { inputTokens: 10_400, cacheReadTokens: 10_100, cacheWriteTokens: 300 };
    const previous = {
      usage: { inputTokens: 10_100, cacheReadTokens: 0, cacheWriteTokens: 10_100 },
      sent: { before: before.slice(0, 3), after: previousAfter },
    };
    const now = usageWithHeadroom(request(usage, { sent: { before, after }, previous }));
    // 1000 that are not recorded and 100 are still as they were; all behind them is written anew.
    expect(now).toEqual({ inputTokens: 5450, cacheReadTokens: 1100, cacheWriteTokens: 4350 });
  });

  it("caches nothing of a prompt that has become too short for the cache", () => {
    const before = blocks(100, 5000);
    const usage = { inputTokens: 5200, cacheReadTokens: 5000, cacheWriteTokens: 200 };
    const given = request(usage, {
      sent: { before, after: changed(before, { 1: 100 }) },
      fit: { scale: 1, unseen: 100 },
    });
    const now = usageWithHeadroom(given);
    expect(now.inputTokens).toBe(300);
    expect(now.cacheReadTokens).toBe(0);
  });

  it("keeps the proportion of what is written for five minutes and for an hour", () => {
    const before = blocks(100, 4000);
    const usage = { inputTokens: 5100, cacheReadTokens: 1100, cacheWriteTokens: 1000, cacheWriteLongTokens: 3000 };
    const now = usageWithHeadroom(request(usage, { sent: { before, after: changed(before, { 1: 2000 }) } }));
    expect(now).toEqual({
      inputTokens: 3100,
      cacheReadTokens: 1100,
      cacheWriteTokens: 500,
      cacheWriteLongTokens: 1500,
    });
  });
});
