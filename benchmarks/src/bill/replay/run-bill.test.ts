import { join } from "node:path";
import { loadModelTokenizers, loadTokenizer } from "@headroom/tokenizers";
import { describe, expect, it } from "vitest";
import type { PriceRow } from "../prices/price-row.ts";
import { PRICE_ROWS } from "../prices/price-rows.ts";
import { readSessions } from "../recordings/read-sessions.ts";
import { createLedger } from "../report/ledger.ts";
import { longConversation } from "../session/long-conversation.ts";
import { allStrategies, DEFAULT, LOSSLESS } from "../strategies/all-strategies.ts";
import { sendAll } from "../strategies/send-all.ts";
import { measureLongConversation } from "./measure-long-conversation.ts";
import { measureVolatility } from "./measure-volatility.ts";
import { type BillOptions, runBill } from "./run-bill.ts";
import { cacheSecondsOf, targetGroups } from "./target-groups.ts";

const BUNDLED = join(import.meta.dirname, "../../../../apps/proxy/sessions");
const NATIVE = { prefixTokens: 0, pauseFactor: 1, fetchedShare: 0 };
const LONG = { ...NATIVE, prefixTokens: 2000 };

async function options(): Promise<BillOptions> {
  const tokenizers = await loadModelTokenizers();
  const o200k = await loadTokenizer("o200k_base");
  const noCache: PriceRow = { ...(PRICE_ROWS[0] as PriceRow), name: "no cache", rule: { kind: "none" } };
  return {
    sessions: [
      ...readSessions(BUNDLED).sessions,
      { ...longConversation(), turns: longConversation().turns.slice(0, 16) },
    ],
    strategies: allStrategies(tokenizers),
    rows: [...PRICE_ROWS, noCache],
    settings: [NATIVE, { ...NATIVE, fetchedShare: 0.2 }, LONG],
    tokenizers,
    count: (text) => o200k.count(text),
  };
}

describe("a run over sessions", () => {
  it("bills all of them, the same each time; Headroom breaks no prefix and is never dearer", async () => {
    const given = await options();
    const run = await runBill(given);
    expect(await runBill(given)).toEqual(run);
    const ledger = createLedger(run);
    const documented = PRICE_ROWS.filter(({ observed }) => observed === undefined).map(({ name }) => name);
    for (const setting of [NATIVE, LONG]) {
      for (const row of ledger.rows) expect(ledger.percent("none", row, setting)).toBe(100);
      for (const strategy of [LOSSLESS, DEFAULT]) {
        for (const { percent, session, row } of ledger.shares(strategy, documented, setting)) {
          expect(percent, `${session} under ${row}`).toBeLessThanOrEqual(101);
        }
        expect(ledger.percent(strategy, "no cache", setting)).toBeLessThan(95);
      }
    }
    const notes = run.notes.filter(({ strategy }) => strategy === LOSSLESS || strategy === DEFAULT);
    expect(notes.filter(({ breaks, warnings }) => breaks.length + warnings.length > 0)).toEqual([]);
    expect(run.notes.some(({ strategy, breaks }) => strategy.startsWith("naive") && breaks.length > 0)).toBe(true);
    for (const { bill } of run.measured) {
      expect(bill.readTokens + bill.writtenTokens + bill.uncachedTokens).toBe(bill.promptTokens);
    }
  }, 120_000);

  it("bills what is fetched, where something was left out", async () => {
    const given = await options();
    const settings = [NATIVE, { ...NATIVE, fetchedShare: 1 }];
    const run = await runBill({ ...given, settings });
    const ledger = createLedger(run);
    const offloads = run.notes
      .filter(({ strategy }) => strategy === DEFAULT)
      .reduce((sum, note) => sum + note.offloads, 0);
    expect(offloads).toBeGreaterThan(0);
    const bill = (fetchedShare: number) => ledger.total(DEFAULT, "Opus 5.5", { ...NATIVE, fetchedShare });
    expect(bill(1)?.dollars).toBeGreaterThan(bill(0)?.dollars ?? Number.POSITIVE_INFINITY);
    expect(bill(1)?.requests).toBeGreaterThan(bill(0)?.requests ?? Number.POSITIVE_INFINITY);
    expect(ledger.total("none", "Opus 5.5", { ...NATIVE, fetchedShare: 1 })).toBeUndefined();
  }, 120_000);

  it("bills prompts that change beside stable ones", async () => {
    const given = { ...(await options()), strategies: [sendAll] };
    const { measured } = await runBill({ ...given, settings: [LONG] });
    const bills = await measureVolatility(given, LONG.prefixTokens, measured);
    const clock = bills.filter(({ change }) => change === "clock in each request");
    for (const { row, percent } of clock) {
      if (row === "no cache") expect(percent).toBeLessThan(103);
      else expect(percent, row).toBeGreaterThan(103);
    }
  }, 120_000);
});

describe("groups of models", () => {
  it("hold every row once, and no models that the product treats differently", async () => {
    const tokenizers = await loadModelTokenizers();
    const groups = targetGroups(PRICE_ROWS, tokenizers);
    expect(groups.flatMap(({ rows }) => rows).length).toBe(PRICE_ROWS.length);
    for (const { rows, cacheSeconds } of targetGroups(PRICE_ROWS, tokenizers, true)) {
      expect(rows.map(cacheSecondsOf)).toEqual(rows.map(() => cacheSeconds));
    }
    for (const { rows } of groups) {
      const ids = rows.map(({ model }) =>
        tokenizers(model)
          .map(({ id, exact }) => `${id} ${exact}`)
          .join(),
      );
      expect(new Set(ids).size).toBe(1);
    }
  });
});

describe("the long conversation", () => {
  it("comes back whole", async () => {
    const { tokensBefore, tokensAfter, whole } = await measureLongConversation(await loadModelTokenizers());
    expect(whole).toBe(true);
    expect(tokensAfter).toBeLessThan(0.7 * tokensBefore);
  });
});
