import type { Budget } from "./budget.js";
import { bracketEnd } from "./cell.js";
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
  const rows: string[] = [];
  for (let row = 0; row < count; row++)
    rows.push(readRow(reader, hasLines ? (lines[headings.next + row] as string) : "", budget));
  const json = isObject ? (rows[0] as string) : reader.container(rows.join(","));
  return { rows, json, next: headings.next + (hasLines ? count : 0) };
}

function readRow(reader: RecordReader, line: string, budget: Budget): string {
  if (line.startsWith("{") && reader.hasSeveralCells && bracketEnd(line, 0) === line.length) {
    budget.spend(line.length);
    return line;
  }
  const { json, end } = reader.read(line, 0);
  if (end !== line.length)
    throw new SyntaxError(`Not a table: a row has more cells than columns: ${line.slice(0, 80)}`);
  return json;
}
