import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BreakpointRule, PrefixRule } from "./cache-rule.js";
import { type CountedBlock, createPromptCache } from "./prompt-cache.js";

const CLIENT: BreakpointRule = {
  kind: "breakpoints",
  placed: "client",
  lookback: 20,
  writes: 4,
  minimum: 1000,
  seconds: 300,
};
const NEWEST: BreakpointRule = { ...CLIENT, placed: "newest", lookback: 80, seconds: 1800 };
const PREFIX: PrefixRule = { kind: "prefix", minimum: 1024, step: 128, seconds: 600 };

/** A block of `size` tokens whose content is its name. */
function block(name: string, size: number, more: Partial<CountedBlock> = {}): CountedBlock {
  const ids = Array.from({ length: size }, (_, index) => name.charCodeAt(0) * 100_000 + index);
  return { text: name, ids, ...more };
}

/** A cache and the clock that it lives by. */
function started() {
  const clock = { seconds: 0 };
  return { clock, cache: createPromptCache(() => clock.seconds * 1000) };
}

describe("a cache of marked prefixes", () => {
  const system = block("s", 1500, { mark: "5m" });

  it("writes up to the last mark, then reads it", () => {
    const { cache } = started();
    const blocks = [system, block("a", 200, { mark: "5m" }), block("b", 50)];
    expect(cache.use("k", blocks, CLIENT)).toEqual({ total: 1750, read: 0, written: 1700, writtenLong: 0 });
    expect(cache.use("k", blocks, CLIENT)).toEqual({ total: 1750, read: 1700, written: 0, writtenLong: 0 });
  });

  it("is apart for each scope", () => {
    const { cache } = started();
    cache.use("k", [system], CLIENT);
    expect(cache.use("other", [system], CLIENT).read).toBe(0);
  });

  it("forgets after five minutes without a hit, and each hit counts anew", () => {
    const { cache, clock } = started();
    cache.use("k", [system], CLIENT);
    for (const seconds of [290, 580]) {
      clock.seconds = seconds;
      expect(cache.use("k", [system], CLIENT).read).toBe(1500);
    }
    clock.seconds = 581 + 300;
    expect(cache.use("k", [system], CLIENT)).toMatchObject({ read: 0, written: 1500 });
  });

  it("keeps what is marked for an hour, and bills each life apart", () => {
    const { cache, clock } = started();
    const blocks = [block("s", 1500, { mark: "1h" }), block("a", 100, { mark: "5m" })];
    expect(cache.use("k", blocks, CLIENT)).toMatchObject({ read: 0, written: 100, writtenLong: 1500 });
    clock.seconds = 3000;
    expect(cache.use("k", blocks, CLIENT)).toMatchObject({ read: 1500, written: 100, writtenLong: 0 });
  });

  it("does not cache below the minimum", () => {
    const { cache } = started();
    const small = [block("s", 999, { mark: "5m" })];
    for (let time = 0; time < 2; time += 1) {
      expect(cache.use("k", small, CLIENT)).toEqual({ total: 999, read: 0, written: 0, writtenLong: 0 });
    }
  });

  it("looks at twenty blocks, the marked one included", () => {
    const later = (count: number) =>
      Array.from({ length: count }, (_, at) => block(`${at}`, 10, at === count - 1 ? { mark: "5m" } : {}));
    for (const [count, read] of [
      [19, 1500],
      [20, 0],
    ] as const) {
      const { cache } = started();
      cache.use("k", [system], CLIENT);
      expect(cache.use("k", [block("s", 1500), ...later(count)], CLIENT).read).toBe(read);
    }
  });

  it("depends on what is said of a block at no tokens", () => {
    const { cache } = started();
    const asked = (salt: string) => [system, block("a", 100, { mark: "5m", salt })];
    cache.use("k", asked("auto"), CLIENT);
    expect(cache.use("k", asked("none"), CLIENT)).toMatchObject({ read: 1500, written: 100 });
  });

  it("places a mark at the newest message where the provider does so", () => {
    const { cache } = started();
    const first = [block("s", 900, { endsMessage: true }), block("u", 200, { endsMessage: true })];
    expect(cache.use("k", first, NEWEST)).toMatchObject({ read: 0, written: 1100 });
    const second = [...first, block("a", 30), block("r", 70, { endsMessage: true })];
    expect(cache.use("k", second, NEWEST)).toMatchObject({ read: 1100, written: 100 });
    // No mark was placed behind the answer, so a request that forks there reads up to the one before.
    expect(cache.use("k", [...second.slice(0, 3), block("x", 5, { endsMessage: true })], NEWEST).read).toBe(1100);
  });
});

describe("a cache of any prefix", () => {
  it("reads whole steps of what is the same, and never the last token", () => {
    const { cache } = started();
    expect(cache.use("k", [block("a", 2048)], PREFIX)).toEqual({ total: 2048, read: 0, written: 0, writtenLong: 0 });
    expect(cache.use("k", [block("a", 2048)], PREFIX).read).toBe(1920);
    expect(cache.use("k", [block("a", 2048), block("b", 1)], PREFIX).read).toBe(2048);
    expect(cache.use("k", [block("a", 1300), block("c", 900)], PREFIX).read).toBe(1280);
    expect(cache.use("k", [block("a", 1000), block("c", 900)], PREFIX).read).toBe(0);
  });

  it("forgets in time", () => {
    const { cache, clock } = started();
    cache.use("k", [block("a", 2000)], PREFIX);
    clock.seconds = 601;
    expect(cache.use("k", [block("a", 2000)], PREFIX).read).toBe(0);
  });
});

describe("every cache", () => {
  const blocks = fc.array(
    fc.record({ name: fc.constantFrom("a", "b", "c"), size: fc.integer({ min: 1, max: 900 }), marked: fc.boolean() }),
    { minLength: 1, maxLength: 8 },
  );

  it("bills each token once, and reads all of a marked prompt that came before", () => {
    fc.assert(
      fc.property(
        fc.array(blocks, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(CLIENT, NEWEST, PREFIX),
        (prompts, rule) => {
          const { cache } = started();
          for (const prompt of prompts) {
            const counted = prompt.map(({ name, size, marked }) =>
              block(name, size, { endsMessage: true, ...(marked && { mark: "5m" }) }),
            );
            const total = counted.reduce((sum, { ids }) => sum + ids.length, 0);
            for (const use of [cache.use("k", counted, rule), cache.use("k", counted, rule)]) {
              expect(use.total).toBe(total);
              expect(use.read + use.written + use.writtenLong).toBeLessThanOrEqual(total);
              expect(Math.min(use.read, use.written, use.writtenLong)).toBeGreaterThanOrEqual(0);
            }
            expect(cache.use("k", counted, rule)).toMatchObject({ written: 0, writtenLong: 0 });
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
