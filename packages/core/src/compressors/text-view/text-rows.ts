import type { RowSource } from "../select/row-source.js";
import type { RowRole } from "./row-role.js";

/**
 * A text as rows to select from: its lines, or what else it is made of (records of several lines, pieces of long lines). In
 * order, and together they are the whole text but for the line feeds between them.
 */
export interface TextRows extends RowSource {
  readonly text: string;
  /** What several of them are called, such as "lines". */
  readonly unit: string;
  /** Where a row begins and ends in the text, without the line feed behind it. */
  startOf(row: number): number;
  endOf(row: number): number;
  /** Rows that are always shown, such as the header of a table. */
  readonly pinned?: readonly number[];
  /** What a row is in the text: a sum of {@link RowRole}. Without it no row has a role. */
  rolesOf?(row: number): number;
  /** Facts of all rows to be told besides those of the columns. */
  facts?(): readonly string[];
}

export function hasRole(rows: TextRows, row: number, role: RowRole): boolean {
  return rows.rolesOf !== undefined && (rows.rolesOf(row) & role) !== 0;
}

/** All rows for which a condition holds, in order. */
export function rowsWhere(rows: TextRows, holds: (row: number) => boolean): number[] {
  const found: number[] = [];
  for (let row = 0; row < rows.length; row++) if (holds(row)) found.push(row);
  return found;
}

export function isBlank({ text, startOf, endOf }: TextRows, row: number): boolean {
  const end = endOf(row);
  for (let at = startOf(row); at < end; at++) if (text.charCodeAt(at) > 32) return false;
  return true;
}
