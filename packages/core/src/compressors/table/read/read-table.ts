import { bracketEnd, quotedEnd } from "../grammar/cell.js";
import { kindOfRow, type ReadRowKind } from "../grammar/row-kind-line.js";
import type { TurnedRows } from "../grammar/turned-rows.js";
import type { Budget } from "./budget.js";
import { readHeadings } from "./headings.js";
import { RecordReader } from "./read-records.js";
import { shapeOfRows } from "./record-shape.js";

/** Rows read from a table. */
export interface ReadTable {
  /** The rows as JSON, members with their keys where the table is an object. */
  readonly rows: readonly string[];
  /** All rows as one JSON value. */
  readonly json: string;
  /** The line behind the table. */
  readonly next: number;
}

/** Reads the table that begins at a line. @throws SyntaxError when there is none. */
export function readTable(lines: readonly string[], first: number, budget: Budget): ReadTable {
  const headings = readHeadings(lines, first);
  const reader = new RecordReader(shapeOfRows(headings), headings.codes, budget);
  const isObject = headings.rows === undefined;
  const count = headings.rows ?? 1;
  const hasLines = !isObject || headings.columns.length > 0;
  if (hasLines && lines.length - headings.next < count) {
    throw new SyntaxError(`Not a table: ${count} rows are announced, ${lines.length - headings.next} follow.`);
  }
  const orders = ordersByRow(headings.turned, count, reader);
  const rows: string[] = [];
  for (let row = 0; row < count; row++) {
    const line = hasLines ? (lines[headings.next + row] as string) : "";
    rows.push(readRow(reader, line, headings.kinds, orders.get(row), budget));
  }
  const json = isObject ? (rows[0] as string) : reader.container(rows.join(","));
  return { rows, json, next: headings.next + (hasLines ? count : 0) };
}

function ordersByRow(
  turned: readonly TurnedRows[],
  count: number,
  reader: RecordReader,
): Map<number, readonly number[]> {
  const orders = new Map<number, readonly number[]>();
  for (const { rows, order } of turned) {
    const columns = reader.orderOf(order);
    for (const row of rows) {
      if (row >= count || orders.has(row))
        throw new SyntaxError("Not a table: an order of keys is said of a wrong row.");
      orders.set(row, columns);
    }
  }
  return orders;
}

function readRow(
  reader: RecordReader,
  line: string,
  kinds: readonly ReadRowKind[],
  order: readonly number[] | undefined,
  budget: Budget,
): string {
  if (isJsonRow(reader, line)) {
    budget.spend(line.length);
    return line;
  }
  const kind = kinds[kindOfRow(line)];
  if (kind === undefined && kinds.length > 0)
    throw new SyntaxError(`Not a table: a row is of no kind: ${line.slice(0, 80)}`);
  const { json, end } = reader.read(line, kind === undefined ? 0 : 2, order, kind);
  if (end !== line.length)
    throw new SyntaxError(`Not a table: a row has more cells than columns: ${line.slice(0, 80)}`);
  return json;
}

/** Whether a line is a row of its own kind: `{…}` where other lines have commas, `"key":{…}` where rows have keys. */
function isJsonRow({ hasKeys, hasSeveralCells }: RecordReader, line: string): boolean {
  const keyEnd = hasKeys && line.startsWith('"') ? quotedEnd(line, 0) : 0;
  if (hasKeys ? line[keyEnd] !== ":" : !hasSeveralCells) return false;
  const at = hasKeys ? keyEnd + 1 : 0;
  return line[at] === "{" && bracketEnd(line, at) === line.length;
}
