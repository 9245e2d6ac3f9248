import { savedPercent } from "../../bill/compare.js";
import { printLogSums } from "../../request-log/print-log-sums.js";
import type { Colours } from "../../terminal/colours.js";
import { inCount, inDay, inDollars, inPercent } from "../../terminal/figures.js";
import { endOf, type Rows, table } from "../../terminal/table.js";
import type { ReplayedSession } from "../replay/replay-recording.js";
import type { Simulation } from "../simulation.js";
import { filesSaid, notesOn } from "./notes.js";
import { printLargest, printOutputs } from "./print-outputs.js";

const NAME_WIDTH = 44;

/**
 * A simulation for people.
 *
 * @param most How many sessions are shown one by one, those with the largest bills.
 */
export function printSimulation(simulation: Simulation, most: number, colours: Colours): string {
  const { sessions, log } = simulation;
  const parts = [
    ...(sessions.length === 0 ? [] : replayed(simulation, most, colours)),
    ...(log.requests === 0 ? [] : [printLogSums(log, colours)]),
    ...filesSaid(simulation.files),
  ];
  return `${parts.join("\n")}`;
}

function replayed(simulation: Simulation, most: number, colours: Colours): readonly string[] {
  const { sessions, tools, transforms, largest } = simulation;
  return [
    `${colours.strong(headline(simulation))}\n`,
    sessionTable(simulation, most, colours),
    ...(Object.keys(tools).length === 0 ? [] : [printOutputs("Outputs by tool", tools, colours)]),
    ...(Object.keys(transforms).length === 0 ? [] : [printOutputs("By what was done", transforms, colours)]),
    ...(largest.length === 0 ? [] : [printLargest(largest, sessions.length > 1, colours)]),
    `${notesOn(simulation)
      .map((note) => `${note}\n`)
      .join("")}`,
  ];
}

function headline({ sessions, requests, from, to, bill }: Simulation): string {
  const when = from === null || to === null ? "" : `, ${inDay(from)} to ${inDay(to)}`;
  const saved = bill.without.dollars - bill.with.dollars;
  const share = inPercent(Math.abs(savedPercent(bill.without.dollars, bill.with.dollars)));
  const verdict =
    saved < 0
      ? `would have cost ${inDollars(-saved)} (${share}) more with Headroom`
      : `would have cost ${inDollars(saved)} (${share}) less with Headroom`;
  return `${plural(sessions.length, "session")}, ${plural(requests, "request")}${when}: ${verdict}.`;
}

function sessionTable({ sessions, bill, requests }: Simulation, most: number, colours: Colours): string {
  const shown = [...sessions].sort((a, b) => b.bill.without.dollars - a.bill.without.dollars).slice(0, most);
  const rows: Rows = [
    ["session", "requests", "input tokens", "with", "saved", "bill", "with", "saved"],
    ...shown.map((session) => row(endOf(session.name, NAME_WIDTH), session)),
    ...(sessions.length > 1 ? [row("all", { requests, bill })] : []),
  ];
  const more = sessions.length - shown.length;
  const rest = more === 0 ? "" : colours.faint(`  and ${more} more: --top ${sessions.length} shows all\n`);
  return table(rows) + rest;
}

function row(name: string, { requests, bill }: Pick<ReplayedSession, "requests" | "bill">): readonly string[] {
  const { without, with: optimized } = bill;
  return [
    name,
    inCount(requests),
    inCount(without.inputTokens),
    inCount(optimized.inputTokens),
    inPercent(savedPercent(without.inputTokens, optimized.inputTokens)),
    inDollars(without.dollars),
    inDollars(optimized.dollars),
    inPercent(savedPercent(without.dollars, optimized.dollars)),
  ];
}

function plural(count: number, word: string): string {
  return `${inCount(count)} ${word}${count === 1 ? "" : "s"}`;
}
