import type { LineTable } from "../../form/line-table.js";

/** Lines from `from` up to and without `to`, counted from 0. */
export type LineRange = readonly [from: number, to: number];

const MOST_HEADER_LINES = 8;
const REMINDER = "<system-reminder>";
const REMINDER_END = "</system-reminder>";

/**
 * The lines that a tool gave, without what clients write around them: a header of `Name: value` lines that ends with
 * `Output:`, and reminders behind. Both differ between results that are the same otherwise.
 */
export function payloadOf(lines: LineTable): LineRange {
  const from = headerEnd(lines);
  const to = reminderStart(lines, from);
  return from < to ? [from, to] : [0, lines.count];
}

function headerEnd(lines: LineTable): number {
  for (let line = 0; line < Math.min(lines.count, MOST_HEADER_LINES); line++) {
    const said = lines.slice(line, line + 1);
    if (said === "Output:") return line + 1;
    if (!/^[A-Z][\w ]{1,40}(?:: | with code )/.test(said)) return 0;
  }
  return 0;
}

function reminderStart(lines: LineTable, from: number): number {
  let to = lines.count;
  while (to > from && lines.slice(to - 1, to) === REMINDER_END) {
    let start = to - 1;
    while (start > from && !lines.slice(start, start + 1).startsWith(REMINDER)) start--;
    if (!lines.slice(start, start + 1).startsWith(REMINDER)) return lines.count;
    to = start;
    while (to > from && lines.end(to - 1) === lines.start(to - 1)) to--;
  }
  return to;
}
