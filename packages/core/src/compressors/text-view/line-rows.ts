import type { ErrorEvidence } from "../select/row-source.js";
import { levelColumn } from "./level-column.js";
import { shapeRows } from "./line-shapes.js";
import { markLines } from "./mark-lines.js";
import { type RowPlaces, splitRows } from "./split-rows.js";
import type { TextRows } from "./text-rows.js";

/**
 * The lines of a text as rows; long lines in pieces, unless it is said where rows begin and end. Linear in the text.
 *
 * @example
 * rowsOfLines("08:00:01 INFO started\n08:00:02 ERROR lost").columns().map(({ name }) => name); // ["level"] in longer texts
 */
export function rowsOfLines(text: string, places: RowPlaces = splitRows(text)): TextRows {
  const { starts, ends, hasPieces } = places;
  const { evidence, roles, levels, times } = markLines(text, places);
  const shapes = shapeRows(text, starts, ends);
  const columns = levels === undefined ? [] : [levelColumn(levels)];
  const sourceOf = (row: number): string => text.slice(starts[row], ends[row]);
  return {
    text,
    unit: hasPieces ? "lines and pieces of long lines" : "lines",
    length: starts.length,
    startOf: (row) => starts[row] as number,
    endOf: (row) => ends[row] as number,
    sourceOf,
    textOf: sourceOf,
    errorEvidenceOf: (row) => evidence[row] as ErrorEvidence,
    shapeOf: (row) => shapes[row] as number,
    columns: () => columns,
    rolesOf: (row) => roles[row] as number,
    facts: () => (times === undefined ? [] : [times]),
  };
}
