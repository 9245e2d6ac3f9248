import type { LineIndex } from "./line-index.js";
import type { TextRows } from "./text-rows.js";

/** A run of rows that are not shown. */
export interface Gap {
  /** The first row, and the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** Where it begins and ends in the text. */
  readonly start: number;
  readonly end: number;
}

export function gapsBetween(rows: TextRows, kept: readonly number[]): readonly Gap[] {
  const gaps: Gap[] = [];
  let from = 0;
  for (const row of [...kept, rows.length]) {
    if (row > from) gaps.push({ from, to: row, start: rows.startOf(from), end: rows.endOf(row - 1) });
    from = row + 1;
  }
  return gaps;
}

/** Which lines a gap takes, or which parts of lines. */
export function placeOf({ start, end }: Gap, lines: LineIndex): string {
  const first = lines.lineAt(start);
  const last = lines.lineAt(end);
  const beginsWithin = start > lines.startOf(first);
  const endsWithin = end < lines.endOf(last);
  if (first === last && (beginsWithin || endsWithin)) return `${end - start} characters of line ${first}`;
  const parts: string[] = [];
  if (beginsWithin) parts.push(`the last ${lines.endOf(first) - start} characters of line ${first}`);
  const [whole, wholeEnd] = [beginsWithin ? first + 1 : first, endsWithin ? last - 1 : last];
  if (whole === wholeEnd) parts.push(`line ${whole}`);
  else if (whole < wholeEnd) parts.push(`lines ${whole}-${wholeEnd}`);
  if (endsWithin) parts.push(`the first ${end - lines.startOf(last)} characters of line ${last}`);
  return parts.join(", ");
}
