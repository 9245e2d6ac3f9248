import { addBills, type Bill, cachedRatio } from "../replay/bill.ts";
import type { BillRun, Measured, Setting } from "../replay/run-bill.ts";
import type { Family } from "../session/session.ts";

/** The bill of one session in per cent of the same session's with {@link BASELINE}. */
export interface Share {
  readonly session: string;
  readonly family: Family;
  readonly row: string;
  readonly percent: number;
}

/** The strategy that the others are told in per cent of. */
export const BASELINE = "none";

/** Answers questions about a run. */
export interface Ledger {
  readonly strategies: readonly string[];
  readonly rows: readonly string[];
  /** The sum over all sessions; `undefined` where it was not measured. */
  total(strategy: string, row: string, setting: Setting): Bill | undefined;
  /** The total bill in per cent of the baseline's with the same prefix and pauses. */
  percent(strategy: string, row: string, setting: Setting): number | undefined;
  /** Prompt tokens in per cent of the baseline's. */
  tokens(strategy: string, row: string, setting: Setting): number | undefined;
  /** Cached share of the prompt, in per cent. */
  cached(strategy: string, row: string, setting: Setting): number | undefined;
  /** Dollars of each session, by name. */
  sessions(strategy: string, row: string, setting: Setting): ReadonlyMap<string, number>;
  /** Dollars of the sessions of one family. */
  dollars(strategy: string, row: string, setting: Setting, family: Family): number;
  /** Each session under each of these rows. */
  shares(strategy: string, rows: readonly string[], setting: Setting): readonly Share[];
}

const keyOf = (strategy: string, row: string, { prefixTokens, pauseFactor, fetchedShare }: Setting): string =>
  [strategy, row, prefixTokens, pauseFactor, fetchedShare].join("|");

/** Sorts the bills of a run so that they can be asked for. */
export function createLedger({ measured }: BillRun): Ledger {
  const groups = Map.groupBy(measured, (each) => keyOf(each.strategy, each.row, each));
  const find = (strategy: string, row: string, setting: Setting): readonly Measured[] =>
    groups.get(keyOf(strategy, row, setting)) ?? [];
  const total = (strategy: string, row: string, setting: Setting): Bill | undefined => {
    const found = find(strategy, row, setting);
    return found.length === 0 ? undefined : addBills(found.map(({ bill }) => bill));
  };
  const baseline = (setting: Setting): Setting => ({ ...setting, fetchedShare: 0 });
  const ratio = (value: (bill: Bill) => number) => (strategy: string, row: string, setting: Setting) => {
    const [bill, base] = [total(strategy, row, setting), total(BASELINE, row, baseline(setting))];
    return bill === undefined || base === undefined ? undefined : percentOf(value(bill), value(base));
  };
  return {
    strategies: [...new Set(measured.map(({ strategy }) => strategy))],
    rows: [...new Set(measured.map(({ row }) => row))],
    total,
    percent: ratio(({ dollars }) => dollars),
    tokens: ratio(({ promptTokens }) => promptTokens),
    cached(strategy, row, setting) {
      const bill = total(strategy, row, setting);
      return bill === undefined ? undefined : 100 * cachedRatio(bill);
    },
    sessions: (strategy, row, setting) =>
      new Map(find(strategy, row, setting).map(({ session, bill }) => [session, bill.dollars])),
    dollars: (strategy, row, setting, family) =>
      find(strategy, row, setting).reduce((sum, each) => sum + (each.family === family ? each.bill.dollars : 0), 0),
    shares: (strategy, rows, setting) =>
      rows.flatMap((row) => {
        const base = new Map(
          find(BASELINE, row, baseline(setting)).map(({ session, bill }) => [session, bill.dollars]),
        );
        return find(strategy, row, setting).map(({ session, family, bill }) => ({
          session,
          family,
          row,
          percent: percentOf(bill.dollars, base.get(session) ?? Number.NaN),
        }));
      }),
  };
}

function percentOf(part: number, whole: number): number {
  return whole === 0 ? 100 : 100 * (part / whole);
}

/** The share with the highest per cent, the first of several. */
export function worstOf(shares: readonly Share[]): Share | undefined {
  return shares.reduce<Share | undefined>(
    (worst, share) => (worst === undefined || share.percent > worst.percent ? share : worst),
    undefined,
  );
}

/** The middle one of several numbers, the mean of two where there is none. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
