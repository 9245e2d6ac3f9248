import type { Fidelity } from "../recordings/fidelity.ts";
import type { ReplayNote, Setting } from "../replay/run-bill.ts";
import { COLD, DEFAULT, LOSSLESS, WINDOW } from "../strategies/all-strategies.ts";
import { breakLines, familyTable, type TableBasis, totalsTable, worstTable } from "./bill-tables.ts";
import { fidelityLine, fidelityTable } from "./fidelity-table.ts";
import { type Table, writeTable } from "./markdown.ts";
import { type Target, targetTable } from "./targets.ts";

/** Everything that a report says. */
export interface ReportBasis extends TableBasis {
  readonly settings: readonly Setting[];
  /** How many sessions were replayed, and where they come from, in words. */
  readonly sessions: string;
  readonly targets: readonly Target[];
  /** What prompts that change cost, beside a stable one. */
  readonly volatile?: Table;
  readonly fidelities: readonly Fidelity[];
  readonly leftOut: readonly string[];
}

/** Writes the report in Markdown. */
export function writeReport(basis: ReportBasis): string {
  const sections = [
    "# The bill",
    `${basis.sessions} Dollars are list prices after prompt caching, output included, in per cent of sending everything.`,
    heading("Targets", writeTable(targetTable(basis.targets))),
    ...settingsOf(basis).flatMap((setting) => heading(titleOf(setting), writeTable(totalsTable(basis, setting)))),
    heading("By family of sessions", writeTable(familyTable(basis, settingsOf(basis)[0] as Setting))),
    heading(
      "Sessions that come off worst",
      writeTable(worstTable(basis, [LOSSLESS, DEFAULT], settingsOf(basis)[0] as Setting)),
    ),
    ...(basis.volatile === undefined ? [] : [heading("Prompts that change", writeTable(basis.volatile))]),
    heading("Broken prefixes", listOr(breaksOf(basis), "Headroom broke none.")),
    heading("Warnings", listOr(warningLines(basis.notes), "None.")),
    ...(basis.fidelities.length === 0 ? [] : [fidelitySection(basis.fidelities)]),
    ...(basis.leftOut.length === 0
      ? []
      : [heading("Left out: no session of a known shape", listOr(basis.leftOut, ""))]),
  ];
  return `${sections.join("\n\n")}\n`;
}

function fidelitySection(fidelities: readonly Fidelity[]): string {
  return heading("Fidelity", `${fidelityLine(fidelities)}\n\n${writeTable(fidelityTable(fidelities))}`);
}

/** Settings without fetching; each table tells the shares that are fetched itself. */
function settingsOf({ settings }: ReportBasis): readonly Setting[] {
  return settings.filter(({ fetchedShare }) => fetchedShare === 0);
}

/** Where Headroom broke a prefix; of what breaks some on purpose only how many. */
function breaksOf(basis: ReportBasis): readonly string[] {
  const strategies = headroomStrategies(basis);
  const counts = ON_PURPOSE.flatMap((strategy) => {
    const own = basis.notes.filter((note) => note.strategy === strategy);
    const breaks = own.reduce((sum, note) => sum + note.breaks.length, 0);
    return breaks === 0 ? [] : [`${strategy}: ${breaks} on purpose in ${own.length} replays`];
  });
  const others = strategies.filter((strategy) => !ON_PURPOSE.includes(strategy));
  return [...breakLines(basis.notes, others), ...counts];
}

const ON_PURPOSE: readonly string[] = [WINDOW, COLD];

/** The first warning of each kind in each session, and how many there are like it. */
function warningLines(notes: readonly ReplayNote[]): readonly string[] {
  const warnings = [...new Set(notes.flatMap((note) => note.warnings))];
  const kinds = Map.groupBy(warnings, (warning) => warning.replace(/, request \d+(: [\w-]+).*$/s, "$1"));
  return [...kinds.values()].map(([first = "", ...more]) => {
    return more.length === 0 ? first : `${first} (${more.length} more like it)`;
  });
}

function headroomStrategies({ ledger }: ReportBasis): readonly string[] {
  return ledger.strategies.filter((strategy) => strategy.startsWith("Headroom"));
}

function titleOf({ prefixTokens, pauseFactor }: Setting): string {
  const prefix = prefixTokens === 0 ? "Requests as recorded" : `With ${prefixTokens} tokens of tools and system prompt`;
  return pauseFactor === 1 ? prefix : `${prefix}, pauses ${pauseFactor} times as long`;
}

function heading(title: string, text: string): string {
  return `## ${title}\n\n${text}`;
}

function listOr(lines: readonly string[], none: string): string {
  return lines.length === 0 ? none : lines.map((line) => `- ${line}`).join("\n");
}
