import { type Fidelity, isReproduced } from "../recordings/fidelity.ts";
import type { LongConversation } from "../replay/measure-long-conversation.ts";
import type { Setting } from "../replay/run-bill.ts";
import { DEFAULT, LOSSLESS } from "../strategies/all-strategies.ts";
import type { TableBasis } from "./bill-tables.ts";
import { BASELINE, type Ledger, type Share, worstOf } from "./ledger.ts";
import { figure, type Table } from "./markdown.ts";

/** One thing to reach, and what was reached: `undefined` where it cannot be measured yet. */
export interface Target {
  readonly name: string;
  readonly wanted: string;
  readonly measured: string | undefined;
  readonly reached: boolean | undefined;
}

const NATIVE: Setting = { prefixTokens: 0, pauseFactor: 1, fetchedShare: 0 };
export const LONG_PREFIX = 18_000;
const LONG: Setting = { ...NATIVE, prefixTokens: LONG_PREFIX };

/** Targets that follow from the bills. Where rows differ, the worst one counts. */
export function billTargets(basis: TableBasis): readonly Target[] {
  return [
    highest(basis, "lossless", LOSSLESS, NATIVE, 90),
    highest(basis, "lossless, with 18k tokens before it", LOSSLESS, LONG, 93),
    highest(basis, "default, nothing fetched", DEFAULT, NATIVE, 78),
    highest(basis, "default, 10 % fetched", DEFAULT, { ...NATIVE, fetchedShare: 0.1 }, 84),
    coding(basis),
    worstSession(basis),
    worstObserved(basis),
    ratioDrop(basis),
  ];
}

function highest(basis: TableBasis, name: string, strategy: string, setting: Setting, limit: number): Target {
  const { ledger, documentedRows: rows } = basis;
  const values = rows.flatMap((row) => ledger.percent(strategy, row, setting) ?? []);
  return spread(name, values, limit);
}

/** From the best to the worst of several values, which is held against the limit. */
function spread(name: string, values: readonly number[], limit: number): Target {
  const wanted = `at most ${limit} %`;
  if (values.length === 0) return { name, wanted, measured: undefined, reached: undefined };
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return { name, wanted, measured: `${figure(least)} to ${figure(most)} %`, reached: most <= limit };
}

function coding({ ledger, documentedRows: rows }: TableBasis): Target {
  const values = rows.flatMap((row) => {
    const sum = (strategy: string): number => ledger.dollars(strategy, row, NATIVE, "coding");
    return sum(BASELINE) === 0 ? [] : [(100 * sum(DEFAULT)) / sum(BASELINE)];
  });
  return spread("coding sessions, file contents verbatim", values, 92);
}

function worstSession({ ledger, documentedRows }: TableBasis): Target {
  const worst = worstIn(ledger, documentedRows);
  return {
    name: "worst session under any price row",
    wanted: "at most 101 %",
    measured: worst && `${figure(worst.percent)} % (${worst.session}, ${worst.row})`,
    reached: worst && worst.percent <= 101,
  };
}

/** Rules that no page states have steps that a session falls short of by chance. */
function worstObserved({ ledger, rows, documentedRows }: TableBasis): Target {
  const observed = rows.filter((row) => !documentedRows.includes(row));
  const worst = worstIn(ledger, observed);
  return {
    name: "worst session where the cache rule is only observed",
    wanted: "report",
    measured: worst && `${figure(worst.percent)} % (${worst.session}, ${worst.row})`,
    reached: undefined,
  };
}

function worstIn(ledger: Ledger, rows: readonly string[]): Share | undefined {
  return worstOf(
    [LOSSLESS, DEFAULT].flatMap((strategy) =>
      [NATIVE, LONG].flatMap((setting) => ledger.shares(strategy, rows, setting)),
    ),
  );
}

function ratioDrop({ ledger, documentedRows: rows }: TableBasis): Target {
  const drops = [NATIVE, LONG].flatMap((setting) =>
    rows.flatMap((row) => {
      const [base, own] = [ledger.cached(BASELINE, row, setting), ledger.cached(DEFAULT, row, setting)];
      return base === undefined || own === undefined ? [] : [base - own];
    }),
  );
  const most = Math.max(...drops);
  const name = "drop of the cached share";
  if (drops.length === 0) return { name, wanted: "at most 0.5 points", measured: undefined, reached: undefined };
  return { name, wanted: "at most 0.5 points", measured: `${figure(most, 2)} points`, reached: most <= 0.5 };
}

/** Share of the tokens of the long conversation, and whether all of it comes back. */
export function longConversationTarget({ tokensBefore, tokensAfter, whole }: LongConversation): Target {
  const saved = (100 * (tokensBefore - tokensAfter)) / tokensBefore;
  return {
    name: "long conversation of 50 turns",
    wanted: "60 % fewer tokens, nothing lost",
    measured: `${figure(saved)} % fewer of ${tokensBefore}, ${whole ? "nothing lost" : "NOT ALL COMES BACK"}`,
    reached: saved >= 60 && whole,
  };
}

/** How many recordings are reproduced; not measured without recordings. */
export function fidelityTarget(fidelities: readonly Fidelity[]): Target {
  const share = (100 * fidelities.filter(isReproduced).length) / fidelities.length;
  const measured = fidelities.length === 0 ? undefined : `${figure(share, 0)} % of ${fidelities.length}`;
  return {
    name: "simulated cached share within 5 points of real usage",
    wanted: "80 % of the recordings",
    measured,
    reached: measured === undefined ? undefined : share >= 80,
  };
}

export function targetTable(targets: readonly Target[]): Table {
  return {
    head: ["target", "wanted", "measured", ""],
    lines: targets.map(({ name, wanted, measured, reached }) => [
      name,
      wanted,
      measured ?? "not measured",
      reached === undefined ? "" : reached ? "reached" : "short",
    ]),
  };
}
