import { type Gap, gapsBetween, placeOf } from "./gaps.js";
import type { LineIndex } from "./line-index.js";
import type { Phrase } from "./phrases.js";
import type { TextRows } from "./text-rows.js";

/** What may mark a gap: the first with which no shown line begins. */
const MARKS = ["…", "[…]", "[omitted]"];
/** What a gap holds is told where that takes a small part of what it leaves out. */
const LEAST_ROWS_TOLD = 8;
const LEAST_CHARACTERS_TOLD = 600;
/** A phrase is told where this share of the rows of a gap holds it. */
const TELLING_SHARE = 0.3;

/** The shown rows as they stand in the text, with a note for each gap at its place; `undefined` where no mark is free. */
export function writeTextView(
  rows: TextRows,
  kept: readonly number[],
  lines: LineIndex,
  phrases: readonly Phrase[],
): string | undefined {
  const mark = MARKS.find((candidate) => !kept.some((row) => rows.sourceOf(row).startsWith(candidate)));
  if (mark === undefined) return undefined;
  const out: string[] = [];
  let at = 0;
  const show = (end: number): void => {
    if (end > at) out.push(rows.text.slice(at, end));
  };
  const gaps = gapsBetween(rows, kept);
  for (const gap of gaps) {
    // The line feeds around a note stand for those of the text, or divide a line.
    show(rows.text[gap.start - 1] === "\n" ? gap.start - 1 : gap.start);
    out.push(`${mark} ${placeOf(gap, lines)} omitted${contentsOf(rows, gap, phrases)}`);
    at = rows.text[gap.end] === "\n" ? gap.end + 1 : gap.end;
  }
  show(rows.text.length);
  return out.join("\n");
}

/** What a large gap holds. */
function contentsOf(rows: TextRows, gap: Gap, phrases: readonly Phrase[]): string {
  const length = gap.to - gap.from;
  if (hasPieces(rows, gap)) return "";
  if (length < LEAST_ROWS_TOLD || gap.end - gap.start < LEAST_CHARACTERS_TOLD) return "";
  let best: { text: string; count: number } | undefined;
  for (const { text, before } of phrases) {
    const count = (before[gap.to] as number) - (before[gap.from] as number);
    if (count >= length * TELLING_SHARE && count > (best?.count ?? 0)) best = { text, count };
  }
  if (best === undefined) return "";
  return best.count === length
    ? `: all with ${JSON.stringify(best.text)}`
    : `: ${best.count} with ${JSON.stringify(best.text)}`;
}

/** Whether a gap takes parts of a line: what is told counts lines. */
function hasPieces(rows: TextRows, { from, to }: Gap): boolean {
  for (let row = from; row <= Math.min(to, rows.length - 1); row++) {
    if (row > 0 && rows.startOf(row) === rows.endOf(row - 1)) return true;
  }
  return false;
}
