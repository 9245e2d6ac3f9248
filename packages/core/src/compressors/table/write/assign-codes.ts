import type { RecordList } from "../records/record-set.js";
import type { PrintedRecords } from "./print-records.js";

/** Shorter cells are never replaced: a word says more than a code. */
const MIN_LENGTH = 24;
/** Characters that a code must save, counting what the code itself costs each time and once. */
const MIN_GAIN = 40;
const COST_PER_USE = 10;
const COST_ONCE = 16;

/**
 * Replaces long cells that recur by codes `~1`, `~2` and so on, in place, and returns the cells they stand for. A code stands
 * for the text of a whole cell, in any column.
 */
export function assignCodes(printed: PrintedRecords): string[] {
  const uses = new Map<string, number>();
  forEachCell(printed, (cell) => {
    uses.set(cell, (uses.get(cell) ?? 0) + 1);
    return cell;
  });
  const codes = new Map<string, string>();
  for (const [cell, count] of uses) {
    if ((count - 1) * cell.length - count * COST_PER_USE - COST_ONCE >= MIN_GAIN) codes.set(cell, `~${codes.size + 1}`);
  }
  if (codes.size > 0) forEachCell(printed, (cell) => codes.get(cell) ?? cell);
  return [...codes.keys()];
}

/** Visits long cells where they will be written: in rows, or once per value of a lookup. */
function forEachCell(printed: PrintedRecords, replace: (cell: string) => string, rows?: readonly number[]): void {
  const { plan, cells, lists } = printed;
  const all = rows ?? [...Array(plan.set.size).keys()];
  const visitColumn = (index: number, records: readonly number[]): void => {
    const column = cells[index] as string[];
    for (const record of records) {
      const cell = column[record] as string;
      if (cell.length >= MIN_LENGTH) column[record] = replace(cell);
    }
    const list = lists[index];
    if (list !== undefined) forEachCell(list, replace, recordsIn(plan.set.columns[index]?.list as RecordList, records));
  };
  for (const index of plan.cells) visitColumn(index, all);
  for (const { columns, records } of plan.lookups) for (const index of columns) visitColumn(index, records);
}

/** The records inside the cells of some rows. */
function recordsIn({ first, count }: RecordList, rows: readonly number[]): number[] {
  return rows.flatMap((row) => Array.from({ length: count[row] as number }, (_, k) => (first[row] as number) + k));
}
