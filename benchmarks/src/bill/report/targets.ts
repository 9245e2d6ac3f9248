import { type Fidelity, isReproduced } from "../recordings/fidelity.ts";
import type { LongConversation } from "../replay/measure-long-conversation.ts";
import type { VolatileBill } from "../replay/measure-volatility.ts";
import type { Setting } from "../replay/run-bill.ts";
import { ALIGNER, COLD, DEFAULT, LOSSLESS, WINDOW } from "../strategies/all-strategies.ts";
import { ONE_AT_A_TIME } from "../strategies/one-at-a-time-window.ts";
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
    window(basis),
    cold(basis),
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
  return { name, wanted, measured: range(values), reached: Math.max(...values) <= limit };
}

function range(values: readonly number[]): string {
  return `${figure(Math.min(...values))} to ${figure(Math.max(...values))} %`;
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

/** The deep-step window's bill beside the other's, over the sessions that both shorten. */
function window({ ledger, documentedRows }: TableBasis): Target {
  const values = documentedRows.flatMap((row) => {
    const [deep, single] = [WINDOW, ONE_AT_A_TIME].map((strategy) => ledger.sessions(strategy, row, NATIVE));
    const whole = ledger.sessions(BASELINE, row, NATIVE);
    const passed = [...(deep?.keys() ?? [])].filter((session) => single?.get(session) !== whole.get(session));
    const sum = (bills = whole): number => passed.reduce((dollars, session) => dollars + (bills.get(session) ?? 0), 0);
    return passed.length === 0 ? [] : [(100 * sum(deep)) / sum(single)];
  });
  return spread("deep-step window beside one at a time, sessions that pass it", values, 65);
}

function cold({ ledger, documentedRows }: TableBasis): Target {
  const told = [1, 4].map((pauseFactor) => {
    const values = documentedRows.flatMap((row) => ledger.percent(COLD, row, { ...NATIVE, pauseFactor }) ?? []);
    return values.length === 0 ? undefined : range(values);
  });
  const measured = told.includes(undefined) ? undefined : `${told[0]}; with long pauses ${told[1]}`;
  return { name: "cold recompression, with stated pauses", wanted: "report", measured, reached: undefined };
}

/** What prompts that change cost with the aligner, beside stable ones. */
export function volatilityTarget(bills: readonly VolatileBill[], { documentedRows }: TableBasis): Target {
  const own = bills.filter(({ strategy, row }) => strategy === ALIGNER && documentedRows.includes(row));
  return spread(
    "prompts that change, beside a stable one",
    own.map(({ percent }) => percent),
    102,
  );
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
