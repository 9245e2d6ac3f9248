import type { ReplayNote, Setting } from "../replay/run-bill.ts";
import type { Family } from "../session/session.ts";
import { BASELINE, type Ledger, medianOf, type Share, worstOf } from "./ledger.ts";
import { figure, type Table } from "./markdown.ts";

/** What the tables are made from. */
export interface TableBasis {
  readonly ledger: Ledger;
  readonly notes: readonly ReplayNote[];
  /** Price rows with a cache, in order. */
  readonly rows: readonly string[];
  /** Those of them whose cache rule is documented. */
  readonly documentedRows: readonly string[];
  /** The row without one. */
  readonly noCacheRow: string;
}

/** Shares of the offloads that the lines of a strategy are told for, beside 0. */
const FETCHED = [0.1, 0.2];

/**
 * The bill of each strategy under each price row, in per cent of the baseline: beside it the tokens sent, the cached share
 * under the first row, the worst session under any row, and how many requests broke a prefix.
 */
export function totalsTable(basis: TableBasis, setting: Setting, strategies = basis.ledger.strategies): Table {
  const { ledger, rows, noCacheRow } = basis;
  const lines = strategies.flatMap((strategy) =>
    [0, ...FETCHED].flatMap((fetchedShare) => {
      const at = { ...setting, fetchedShare };
      if (ledger.percent(strategy, rows[0] ?? "", at) === undefined || isSameAsBefore(basis, strategy, at)) return [];
      const worst = worstOf(ledger.shares(strategy, rows, at));
      return [
        [
          fetchedShare === 0 ? strategy : `  ${figure(100 * fetchedShare, 0)} % fetched`,
          ...rows.map((row) => figure(ledger.percent(strategy, row, at))),
          figure(ledger.percent(strategy, noCacheRow, at)),
          figure(ledger.tokens(strategy, rows[0] ?? "", at)),
          figure(ledger.cached(strategy, rows[0] ?? "", at)),
          worst === undefined ? "-" : `${figure(worst.percent)} ${worst.session}, ${worst.row}`,
          String(breaksOf(basis, strategy, setting.prefixTokens)),
        ],
      ];
    }),
  );
  return {
    head: ["bill, % of none", ...rows, "no cache", "tokens", `cached % (${rows[0]})`, "worst session", "breaks"],
    lines,
  };
}

/** Whether nothing was offloaded, so that nothing can be fetched. */
function isSameAsBefore({ notes }: TableBasis, strategy: string, { fetchedShare, prefixTokens }: Setting): boolean {
  return (
    fetchedShare > 0 &&
    notes.every((note) => note.strategy !== strategy || note.prefixTokens !== prefixTokens || note.offloads === 0)
  );
}

/** Requests that say otherwise what was said before, for whichever model. */
function breaksOf({ notes }: TableBasis, strategy: string, prefixTokens: number): number {
  const own = notes.filter((note) => note.strategy === strategy && note.prefixTokens === prefixTokens);
  return new Set(own.flatMap(({ session, breaks }) => breaks.map(({ turn }) => `${turn} ${session}`))).size;
}

/** Per family of sessions: median and worst of the first row's bills, and the worst of all rows. */
export function familyTable({ ledger, rows }: TableBasis, setting: Setting): Table {
  const [first = ""] = rows;
  const shares = ledger.shares(BASELINE, [first], setting);
  const families = [...Map.groupBy(shares, ({ family }) => family)].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    head: [
      "median / worst / worst under any row, % of none",
      ...families.map(([family, members]) => `${family}, ${members.length} sessions`),
    ],
    lines: ledger.strategies.map((strategy) => [
      strategy,
      ...families.map(([family]) => {
        const own = ofFamily(ledger.shares(strategy, [first], setting), family);
        const any = worstOf(ofFamily(ledger.shares(strategy, rows, setting), family));
        return `${figure(medianOf(own.map(({ percent }) => percent)))} / ${figure(worstOf(own)?.percent)} / ${figure(any?.percent)}`;
      }),
    ]),
  };
}

/** The sessions that come off worst, the row under which they do, and what the product says of them. */
export function worstTable(
  { ledger, rows }: TableBasis,
  strategies: readonly string[],
  setting: Setting,
  count = 5,
): Table {
  const lines = strategies.flatMap((strategy) => {
    const bySession = Map.groupBy(ledger.shares(strategy, rows, setting), ({ session }) => session);
    const worst = [...bySession.values()].map((shares) => worstOf(shares) as Share);
    return worst
      .sort((a, b) => b.percent - a.percent)
      .slice(0, count)
      .map(({ session, family, row, percent }) => [strategy, session, family, row, figure(percent)]);
  });
  return { head: ["strategy", "session", "family", "row", "% of none"], lines };
}

function ofFamily(shares: readonly Share[], family: Family): readonly Share[] {
  return shares.filter((share) => share.family === family);
}

/** Where requests broke a prefix: for each strategy, session and choice of models. */
export function breakLines(notes: readonly ReplayNote[], strategies: readonly string[]): readonly string[] {
  return notes
    .filter(({ strategy, breaks }) => strategies.includes(strategy) && breaks.length > 0)
    .map(({ strategy, session, prefixTokens, models, breaks }) => {
      const places = breaks.map(({ turn, message }) => `request ${turn + 1} at message ${message}`);
      return `${strategy}, ${session}, ${prefixTokens} tokens before it, ${models.join(" and ")}: ${places.join(", ")}`;
    });
}
