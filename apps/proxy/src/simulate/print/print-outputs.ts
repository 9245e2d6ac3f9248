import type { OutcomeKind } from "@headroom/core";
import { savedPercent } from "../../bill/compare.js";
import type { Colours } from "../../terminal/colours.js";
import { inCount, inPercent } from "../../terminal/figures.js";
import { endOf, table } from "../../terminal/table.js";
import type { LedgerOutput, OutputSums } from "../replay/output-ledger.js";

const NAME_WIDTH = 32;
const MOST_NAMES = 12;
/** Of a text that is shown. */
const MOST_CHARACTERS = 600;

/** Why an output stays as it is. */
const LEFT: Partial<Record<OutcomeKind, string>> = {
  unchanged: "no form fits it",
  guarded: "stays verbatim",
  locked: "must not be edited",
  "not-smaller": "would not be smaller",
  "below-threshold": "too small",
  "below-cacheable-minimum": "the prompt would be too short for the cache",
  "already-a-form": "is a form already",
};

/** Outputs, each counted once, by tool or by what was done to them. */
export function printOutputs(title: string, sums: Readonly<Record<string, OutputSums>>, colours: Colours): string {
  const all = Object.entries(sums);
  const rows = all
    .slice(0, MOST_NAMES)
    .map(([name, { outputs, changed, tokensBefore, tokensAfter }]) => [
      endOf(name, NAME_WIDTH),
      inCount(outputs),
      inCount(changed),
      inCount(tokensBefore),
      inCount(tokensAfter),
      inPercent(savedPercent(tokensBefore, tokensAfter)),
    ]);
  const more = all.length > MOST_NAMES ? colours.faint(`  and ${all.length - MOST_NAMES} more: --json has all\n`) : "";
  return `${colours.strong(title)}\n${table([["", "outputs", "smaller", "tokens", "with", "saved"], ...rows])}${more}`;
}

/** The largest outputs; their texts only where they were kept. */
export function printLargest(outputs: readonly LedgerOutput[], namesSession: boolean, colours: Colours): string {
  const rows = outputs.map(({ session, request, tool, tokensBefore, tokensAfter, transform, outcome }) => [
    namesSession ? `${tool}, request ${request} of ${endOf(session, NAME_WIDTH)}` : `${tool}, request ${request}`,
    inCount(tokensBefore),
    inCount(tokensAfter),
    transform ?? `- ${LEFT[outcome] ?? outcome}`,
  ]);
  const texts = outputs.flatMap((output, index) =>
    output.before === undefined ? [] : [shownText(index + 1, output, colours)],
  );
  const heading = ["", "tokens", "with", "by"];
  return `${colours.strong("Largest outputs")}\n${table([heading, ...rows])}${texts.join("")}`;
}

function shownText(number: number, { tool, before = "", after }: LedgerOutput, colours: Colours): string {
  const same = after === undefined || after === before;
  const as = same ? "" : `${colours.faint("  as the model sees it:")}\n${shortened(after)}`;
  return `\n${colours.strong(`  ${number}. ${tool}`)}\n${shortened(before)}${as}`;
}

/** Without what a terminal would take for commands. */
function shortened(text: string): string {
  const printable = text.replace(/[^\P{Cc}\n\t]/gu, "");
  const begin = printable.slice(0, MOST_CHARACTERS);
  const rest = printable.length - begin.length;
  const lines = begin.split("\n").map((line) => `  | ${line}\n`);
  return lines.join("") + (rest > 0 ? `  | … ${inCount(rest)} more characters\n` : "");
}
