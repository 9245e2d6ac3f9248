import type { ResultPlace } from "../../conversation/tool-results.js";
import type { LineTable } from "../../form/line-table.js";
import { SAME_KIND, type SamePiece, writeSame } from "../../form/same-form.js";
import { writeForm } from "../../form/write-form.js";
import { isWellFormed } from "../../json/well-formed.js";
import type { PlanContext } from "../transform.js";
import { inBrief } from "./describe-call.js";
import type { EarlierLines, HashedUnit } from "./earlier-lines.js";
import type { Run } from "./find-runs.js";
import type { LineRange } from "./payload.js";

/** How much of a run's first line is shown. */
const QUOTE_CHARACTERS = 32;

/** A unit with references in place of its runs, and the lines that still stand in it. */
export function writeRuns(
  { lines }: HashedUnit,
  runs: readonly Run[],
  earlier: EarlierLines,
  context: PlanContext,
): { readonly text: string; readonly kept: readonly LineRange[] } | undefined {
  // A form ends with a line that is not empty; line feeds at the end stay behind it.
  let end = lines.count;
  while (end > 1 && lines.start(end - 1) === lines.end(end - 1)) end--;
  const pieces: SamePiece[] = [];
  const kept: LineRange[] = [];
  const named = new Set<number>();
  let at = 0;
  const keepUpTo = (line: number): void => {
    if (line <= at) return;
    pieces.push({ type: "lines", text: lines.slice(at, line) });
    kept.push([at, line]);
  };
  for (const run of runs) {
    const to = Math.min(run.to, end);
    if (to <= run.from) continue;
    keepUpTo(run.from);
    pieces.push(referenceTo({ ...run, to }, lines, earlier, context, named));
    named.add(run.place.target);
    at = to;
  }
  keepUpTo(end);
  if (named.size === 0) return undefined;
  const standsFor = lines.slice(0, end);
  const form = writeForm({ kind: SAME_KIND, standsFor, body: writeSame(pieces) }, context.digest);
  return { text: form + feedsAfter(lines, end), kept };
}

/** The line feed that ends the form, and those that followed the text. */
function feedsAfter({ count }: LineTable, end: number): string {
  return end === count ? "" : "\n".repeat(count - end + 1);
}

/** Says where a run stands: the place, how it begins, and the call where the form has not named it yet. */
export function referenceTo(
  { from, to, place, placeFrom }: Run,
  lines: LineTable,
  earlier: EarlierLines,
  context: PlanContext,
  named: ReadonlySet<number>,
): SamePiece {
  const { part, call } = earlier.at(place.target);
  const { string } = earlier.unitsOf(part)[place.unit] as HashedUnit;
  const words = [named.has(place.target) ? "" : call, quoteOf(lines.slice(from, to))];
  return {
    type: "earlier",
    place: { ...(context.placeOf(part) as ResultPlace), ...(string !== undefined && { string }) },
    lines: [placeFrom + 1, placeFrom + to - from],
    note: words.filter((word) => word !== "").join(", "),
  };
}

/** How the first line that says something begins. */
function quoteOf(text: string): string {
  const quote = inBrief(text.trimStart().split("\n", 1)[0] as string, QUOTE_CHARACTERS);
  return quote !== "" && isWellFormed(quote) ? `"${quote}"` : "";
}
