import { HeadroomError, type RateCharge, type RateLimits } from "@headroom/core";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";

const MINUTE = 60_000;

export interface RateLimitsUnderTest {
  readonly limits: RateLimits;
  readonly dispose?: () => void | Promise<void>;
}

function requests(units: number, cost = 1): RateCharge {
  return { name: "requests", units, windowMs: MINUTE, cost };
}

function tokens(units: number, cost: number): RateCharge {
  return { name: "tokens", units, windowMs: MINUTE, cost };
}

/** What all rate limits promise, as tests. Each test opens fresh ones, whose clock it moves. */
export function describeRateLimits(
  name: string,
  open: (settings: { readonly now: () => number }) => RateLimitsUnderTest | Promise<RateLimitsUnderTest>,
): void {
  describe(`${name} as rate limits`, () => {
    const opened: RateLimitsUnderTest[] = [];
    let time = 0;

    async function start(): Promise<RateLimits> {
      time = Date.UTC(2030, 0, 1, 0, 0, 0, 123);
      const underTest = await open({ now: () => time });
      opened.push(underTest);
      return underTest.limits;
    }

    afterEach(async () => {
      for (const { limits, dispose } of opened.splice(0)) {
        await limits.close();
        await dispose?.();
      }
    });

    it("admit as much as a bucket holds, at once, and say what is left", async () => {
      const limits = await start();
      for (const left of [2, 1, 0]) {
        const { admitted, limits: states } = await limits.take("ada", [requests(3)]);
        expect([admitted, states]).toEqual([true, [{ remaining: left, resetMs: expect.any(Number), waitMs: 0 }]]);
        expect(states[0]?.resetMs).toBeGreaterThan(MINUTE);
        expect(states[0]?.resetMs).toBeLessThanOrEqual(MINUTE + 1000);
      }
      const { admitted, limits: states } = await limits.take("ada", [requests(3)]);
      expect([admitted, states[0]?.remaining]).toEqual([false, 0]);
    });

    it("say how long to wait, neither longer nor shorter than needed", async () => {
      const limits = await start();
      await limits.take("ada", [tokens(100, 30)]);
      time += 10_000;
      await limits.take("ada", [tokens(100, 60)]);
      const asked = await limits.take("ada", [tokens(100, 20)]);
      const wait = asked.limits[0]?.waitMs ?? 0;
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(51_000);
      time += wait - 1;
      expect((await limits.take("ada", [tokens(100, 20)])).admitted).toBe(false);
      time += 1;
      expect((await limits.take("ada", [tokens(100, 20)])).admitted).toBe(true);
    });

    it("take all charges or none", async () => {
      const limits = await start();
      await limits.take("ada", [requests(5), tokens(100, 90)]);
      const refused = await limits.take("ada", [requests(5), tokens(100, 20)]);
      expect(refused.admitted).toBe(false);
      expect(refused.limits.map(({ remaining, waitMs }) => [remaining, waitMs > 0])).toEqual([
        [4, false],
        [10, true],
      ]);
      const { limits: states } = await limits.take("ada", [requests(5), tokens(100, 10)]);
      expect(states.map(({ remaining }) => remaining)).toEqual([3, 0]);
    });

    it("never admit what is more than a bucket holds", async () => {
      const limits = await start();
      const { admitted, limits: states } = await limits.take("ada", [tokens(100, 101)]);
      expect([admitted, states[0]?.remaining, states[0]?.waitMs]).toEqual([false, 100, Number.POSITIVE_INFINITY]);
    });

    it("keep owners apart, whatever they are called", async () => {
      const limits = await start();
      for (const owner of ["ada", "ada ", "", "ada}requests", "{", "\0", "constructor"]) {
        expect((await limits.take(owner, [requests(1)])).admitted).toBe(true);
        expect((await limits.take(owner, [requests(1)])).admitted).toBe(false);
      }
    });

    it("take exactly what there is under many calls at once", async () => {
      const limits = await start();
      const calls = Array.from({ length: 100 }, async () => limits.take("ada", [requests(37), tokens(10_000, 10)]));
      const admitted = (await Promise.all(calls)).filter((decision) => decision.admitted);
      expect(admitted).toHaveLength(37);
    });

    it("give back what a request did not need, and only once", async () => {
      const limits = await start();
      const { at } = await limits.take("ada", [tokens(100, 80)]);
      time += 5000;
      await limits.settle("ada", at, [{ name: "tokens", units: 100, windowMs: MINUTE, back: 70 }]);
      expect((await limits.take("ada", [tokens(100, 90)])).admitted).toBe(true);
      expect((await limits.take("ada", [tokens(100, 1)])).admitted).toBe(false);
      time += 2 * MINUTE;
      await limits.settle("ada", at, [{ name: "tokens", units: 100, windowMs: MINUTE, back: 70 }]);
      const { limits: states } = await limits.take("ada", [tokens(100, 100)]);
      expect(states[0]?.remaining).toBe(0);
    });

    it("take what a request needed in addition, even if it is not there", async () => {
      const limits = await start();
      const { at } = await limits.take("ada", [tokens(100, 80)]);
      await limits.settle("ada", at, [{ name: "tokens", units: 100, windowMs: MINUTE, back: -50 }]);
      const { admitted, limits: states } = await limits.take("ada", [tokens(100, 1)]);
      expect([admitted, states[0]?.remaining]).toEqual([false, 0]);
      time += 2 * MINUTE;
      expect((await limits.take("ada", [tokens(100, 100)])).admitted).toBe(true);
    });

    it("survive a clock that goes back", async () => {
      const limits = await start();
      await limits.take("ada", [requests(2)]);
      time -= 30_000;
      await limits.take("ada", [requests(2)]);
      expect((await limits.take("ada", [requests(2)])).admitted).toBe(false);
      time += 2 * MINUTE;
      expect((await limits.take("ada", [requests(2)])).admitted).toBe(true);
    });

    it("see no more in any window, wherever it begins", async () => {
      const arrivals = fc.array(fc.tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 12 })), {
        maxLength: 120,
      });
      await fc.assert(
        fc.asyncProperty(arrivals, fc.integer({ min: 1, max: 30 }), async (sequence, units) => {
          const limits = await start();
          const admitted: { readonly at: number; readonly cost: number }[] = [];
          for (const [pause, cost] of sequence) {
            time += pause;
            if ((await limits.take("ada", [tokens(units, cost)])).admitted) admitted.push({ at: time, cost });
          }
          for (const { at: end } of admitted) {
            const inside = admitted.filter(({ at }) => at > end - MINUTE && at <= end);
            expect(inside.reduce((sum, { cost }) => sum + cost, 0)).toBeLessThanOrEqual(units);
          }
        }),
        { numRuns: 40 },
      );
    });

    it("are as good as idle a little later than a window after the last use", async () => {
      const limits = await start();
      for (let round = 0; round < 3; round++) {
        const { limits: states } = await limits.take("ada", [requests(60, 60)]);
        expect(states[0]?.remaining).toBe(0);
        time += states[0]?.resetMs ?? 0;
      }
    });

    it("refuse numbers that are no limit", async () => {
      const limits = await start();
      for (const charge of [requests(0), requests(1.5), requests(1, -1), requests(1, 0.5), requests(Number.NaN)]) {
        await expect((async () => limits.take("ada", [charge]))()).rejects.toThrow(HeadroomError);
      }
    });
  });
}
