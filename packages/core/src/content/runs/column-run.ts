import { findTable, isTableLine } from "../columns/find-table.js";
import type { Run } from "./run.js";

const LEAST_LINES = 4;
/** Lines in a row that are no part of the table. */
const MAX_BETWEEN = 8;
/** Share of the lines that must be rows. */
const LEAST_SHARE = 0.45;

/** Lines with cells below one another: a block of them, and the lines after it that fit the same columns. */
export function columnRun(lines: readonly string[], from: number): Run {
  const { layout, next } = findTable(lines, from);
  if (layout === undefined) return { found: false, next };
  let rows = 0;
  let end = from;
  for (let line = from; line < lines.length && line - end <= MAX_BETWEEN; line++) {
    if (!isTableLine(layout, lines[line] as string)) continue;
    rows++;
    end = line + 1;
  }
  const isMost = rows >= LEAST_LINES && rows >= LEAST_SHARE * (end - from);
  return { found: isMost, next: isMost ? end : Math.max(next, end) };
}
