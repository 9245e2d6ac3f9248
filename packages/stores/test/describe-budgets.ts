import { type Budget, type BudgetPeriod, type Budgets, HeadroomError } from "@headroom/core";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";

const HOUR = 60 * 60_000;
const LEASE = 10_000;

export interface BudgetsUnderTest {
  readonly budgets: Budgets;
  /** Another client of the same amounts, as a second process has. Needed with `isShared`. */
  readonly again?: () => Budgets | Promise<Budgets>;
  readonly dispose?: () => void | Promise<void>;
}

export interface BudgetSettings {
  readonly now: () => number;
  readonly timeZone: string;
  readonly leaseMs: number;
}

function budget(limit: number, period: BudgetPeriod = "daily", account = "global"): Budget {
  return { account, period, limit };
}

/** What all budgets promise, as tests. Each test opens fresh ones, whose clock it moves. */
export function describeBudgets(
  name: string,
  open: (settings: BudgetSettings) => BudgetsUnderTest | Promise<BudgetsUnderTest>,
  { isShared = false }: { readonly isShared?: boolean } = {},
): void {
  describe(`${name} as budgets`, () => {
    const opened: BudgetsUnderTest[] = [];
    let time = 0;

    async function startBoth(timeZone = "UTC"): Promise<BudgetsUnderTest> {
      time = Date.parse("2030-01-31T22:30:00Z");
      const underTest = await open({ now: () => time, timeZone, leaseMs: LEASE });
      opened.push(underTest);
      return underTest;
    }

    async function start(timeZone?: string): Promise<Budgets> {
      return (await startBoth(timeZone)).budgets;
    }

    /** Spent and set aside. */
    async function amounts(budgets: Budgets, of: Budget): Promise<readonly number[]> {
      const [state] = await budgets.read([of]);
      return [state?.spent ?? Number.NaN, state?.reserved ?? Number.NaN];
    }

    afterEach(async () => {
      for (const { budgets, dispose } of opened.splice(0)) {
        await budgets.close();
        await dispose?.();
      }
    });

    it("set money aside until there is no more", async () => {
      const budgets = await start();
      const daily = budget(1000);
      const first = await budgets.reserve({ id: "1", amount: 400, budgets: [daily] });
      expect(first).toMatchObject({ admitted: true, states: [{ budget: daily, spent: 0, reserved: 400 }] });
      expect(first.exhausted).toBeUndefined();
      expect((await budgets.reserve({ id: "2", amount: 600, budgets: [daily] })).admitted).toBe(true);
      const third = await budgets.reserve({ id: "3", amount: 1, budgets: [daily] });
      const state = { budget: daily, spent: 0, reserved: 1000, resetsAt: Date.parse("2030-02-01T00:00:00Z") };
      expect(third).toMatchObject({ admitted: false, states: [state], exhausted: state });
    });

    it("replace what was set aside by what was spent, whether that is less, more or nothing", async () => {
      const budgets = await start();
      const daily = budget(1000);
      for (const [id, spent, expected] of [
        ["less", 50, 50],
        ["more", 250, 300],
        ["nothing", 0, 300],
      ] as const) {
        const { windows } = await budgets.reserve({ id, amount: 100, budgets: [daily] });
        await budgets.commit({ id, spent, windows });
        expect(await amounts(budgets, daily)).toEqual([expected, 0]);
      }
    });

    it("settle an id once", async () => {
      const budgets = await start();
      const daily = budget(1000);
      const { windows } = await budgets.reserve({ id: "1", amount: 100, budgets: [daily] });
      await budgets.commit({ id: "1", spent: 60, windows });
      await budgets.commit({ id: "1", spent: 60, windows });
      expect(await amounts(budgets, daily)).toEqual([60, 0]);
    });

    it("set aside for an id once, and not again after it was settled", async () => {
      const budgets = await start();
      const daily = budget(150);
      const reservation = { id: "1", amount: 100, budgets: [daily] };
      const { windows } = await budgets.reserve(reservation);
      expect((await budgets.reserve(reservation)).admitted).toBe(true);
      expect(await amounts(budgets, daily)).toEqual([0, 100]);
      await budgets.commit({ id: "1", spent: 70, windows });
      expect((await budgets.reserve(reservation)).admitted).toBe(true);
      expect(await amounts(budgets, daily)).toEqual([70, 0]);
    });

    it("set aside in all budgets or in none, and name the one that is exhausted", async () => {
      const budgets = await start();
      const [daily, own] = [budget(1000), budget(100, "hourly", "ada")];
      await budgets.reserve({ id: "1", amount: 80, budgets: [daily, own] });
      const refused = await budgets.reserve({ id: "2", amount: 30, budgets: [daily, own] });
      expect(refused).toMatchObject({ admitted: false, exhausted: { budget: own, reserved: 80 } });
      expect(await amounts(budgets, daily)).toEqual([0, 80]);
      const other = budget(100, "hourly", "bob");
      expect((await budgets.reserve({ id: "3", amount: 30, budgets: [daily, other] })).admitted).toBe(true);
      expect(await amounts(budgets, daily)).toEqual([0, 110]);
      expect(await amounts(budgets, own)).toEqual([0, 80]);
    });

    it("admit everything where there is no budget", async () => {
      const budgets = await start();
      expect(await budgets.reserve({ id: "1", amount: 5, budgets: [] })).toMatchObject({ admitted: true, states: [] });
    });

    it("give back what is not settled in time, and still count it when it is settled late, once", async () => {
      const budgets = await start();
      const daily = budget(100);
      const { windows } = await budgets.reserve({ id: "lost", amount: 100, budgets: [daily] });
      time += LEASE - 1;
      expect((await budgets.reserve({ id: "2", amount: 100, budgets: [daily] })).admitted).toBe(false);
      time += 1;
      expect(await amounts(budgets, daily)).toEqual([0, 0]);
      const second = await budgets.reserve({ id: "2", amount: 100, budgets: [daily] });
      expect(second.admitted).toBe(true);
      await budgets.commit({ id: "lost", spent: 30, windows });
      await budgets.commit({ id: "lost", spent: 30, windows });
      expect(await amounts(budgets, daily)).toEqual([30, 100]);
      await budgets.commit({ id: "2", spent: 40, windows: second.windows });
      expect(await amounts(budgets, daily)).toEqual([70, 0]);
    });

    it("give back thousands of lost requests, a batch at a time", async () => {
      const budgets = await start();
      const daily = budget(350);
      const ids = Array.from({ length: 350 }, (_, index) => `lost ${index}`);
      for (const id of ids) await budgets.reserve({ id, amount: 1, budgets: [daily] });
      time += LEASE;
      for (let round = 0; round < 10; round++) await budgets.read([daily]);
      expect(await amounts(budgets, daily)).toEqual([0, 0]);
    });

    it.each<[period: BudgetPeriod, later: number]>([
      ["hourly", 0.5 * HOUR],
      ["daily", 1.5 * HOUR],
      ["monthly", 1.5 * HOUR],
    ])("begin again with the next %s period, and charge a request to the one it began in", async (period, later) => {
      const budgets = await start();
      const limited = budget(100, period);
      const { windows } = await budgets.reserve({ id: "1", amount: 100, budgets: [limited] });
      time += later - 1;
      expect((await budgets.reserve({ id: "2", amount: 100, budgets: [limited] })).admitted).toBe(later - 1 > LEASE);
      time += 1;
      expect(await amounts(budgets, limited)).toEqual([0, 0]);
      await budgets.commit({ id: "1", spent: 90, windows });
      expect(await amounts(budgets, limited)).toEqual([0, 0]);
      expect((await budgets.reserve({ id: "3", amount: 100, budgets: [limited] })).admitted).toBe(true);
    });

    it("keep the calendar of their time zone", async () => {
      const budgets = await start("Europe/Berlin");
      const [state] = await budgets.read([budget(1)]);
      expect(state?.resetsAt).toBe(Date.parse("2030-01-31T23:00:00Z"));
      time += HOUR;
      const [monthly] = await budgets.read([budget(1, "monthly")]);
      expect(monthly?.resetsAt).toBe(Date.parse("2030-02-28T23:00:00Z"));
    });

    it("keep accounts and periods apart, whatever they are called", async () => {
      const budgets = await start();
      const all = ["ada", "ada daily", "", " ", "\0", "{ada}", "constructor"].flatMap((account) =>
        (["hourly", "daily", "monthly"] as const).map((period) => budget(10, period, account)),
      );
      for (const [index, each] of all.entries()) {
        expect((await budgets.reserve({ id: `${index}`, amount: 10, budgets: [each] })).admitted).toBe(true);
      }
      expect((await budgets.read(all)).map(({ reserved }) => reserved)).toEqual(all.map(() => 10));
    });

    it("count what is settled for a request that they never saw", async () => {
      const budgets = await start();
      const daily = budget(100);
      const { windows } = await budgets.reserve({ id: "1", amount: 1, budgets: [daily] });
      await budgets.commit({ id: "of another", spent: 20, windows });
      await budgets.commit({ id: "of another", spent: 20, windows });
      expect(await amounts(budgets, daily)).toEqual([20, 1]);
    });

    it("admit exactly what there is for many requests at once", async () => {
      const budgets = await start();
      const daily = budget(1000);
      const outcomes = await Promise.all(
        Array.from({ length: 100 }, async (_, index) => {
          const id = `${index}`;
          const { admitted, windows } = await budgets.reserve({ id, amount: 100, budgets: [daily] });
          if (admitted) await Promise.all([1, 2].map(async () => budgets.commit({ id, spent: 90, windows })));
          return admitted;
        }),
      );
      // Each that is settled gives 10 back, so that an eleventh fits once ten are settled.
      const admitted = outcomes.filter(Boolean).length;
      expect(admitted).toBeGreaterThanOrEqual(10);
      expect(admitted).toBeLessThanOrEqual(11);
      expect(await amounts(budgets, daily)).toEqual([90 * admitted, 0]);
    });

    it("never set more aside than there is, whatever happens in between", async () => {
      const step = fc.record({
        id: fc.constantFrom("a", "b", "c", "d", "e", "f"),
        does: fc.constantFrom("reserve", "commit"),
        amount: fc.integer({ min: 0, max: 60 }),
        pause: fc.constantFrom(0, 0, 1, LEASE / 2, LEASE),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
          const budgets = await start();
          const daily = budget(100);
          const windows = (await budgets.reserve({ id: "first", amount: 0, budgets: [daily] })).windows;
          const [spent, seen] = [new Map<string, number>(), new Set<string>()];
          for (const { id, does, amount, pause } of steps) {
            time += pause;
            if (does === "commit") {
              await budgets.commit({ id, spent: amount, windows });
              if (!spent.has(id)) spent.set(id, amount);
            } else {
              const { admitted, states } = await budgets.reserve({ id, amount, budgets: [daily] });
              const used = (states[0]?.spent ?? 0) + (states[0]?.reserved ?? 0);
              if (admitted && !seen.has(id) && !spent.has(id)) expect(used).toBeLessThanOrEqual(100);
              if (admitted) seen.add(id);
            }
            const total = [...spent.values()].reduce((sum, each) => sum + each, 0);
            const [isSpent, reserved = -1] = await amounts(budgets, daily);
            expect(isSpent).toBe(total);
            expect(reserved).toBeGreaterThanOrEqual(0);
          }
          time += 2 * LEASE;
          expect((await amounts(budgets, daily))[1]).toBe(0);
        }),
        { numRuns: 40 },
      );
    });

    it("refuse amounts that are not whole", async () => {
      const budgets = await start();
      for (const amount of [0.5, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
        const reservation = { id: "1", amount, budgets: [budget(1)] };
        await expect((async () => budgets.reserve(reservation))()).rejects.toThrow(HeadroomError);
        await expect((async () => budgets.commit({ id: "1", spent: amount, windows: [] }))()).rejects.toThrow(
          HeadroomError,
        );
      }
      expect(await amounts(budgets, budget(1))).toEqual([0, 0]);
    });

    if (isShared) {
      it("are the same for every client", async () => {
        const { budgets, again } = await startBoth();
        const other = (await again?.()) as Budgets;
        const daily = budget(100);
        const { windows } = await budgets.reserve({ id: "1", amount: 60, budgets: [daily] });
        expect((await other.reserve({ id: "2", amount: 60, budgets: [daily] })).admitted).toBe(false);
        await other.commit({ id: "1", spent: 10, windows });
        await budgets.commit({ id: "1", spent: 10, windows });
        expect(await amounts(budgets, daily)).toEqual([10, 0]);
        await other.close();
      });
    }
  });
}
