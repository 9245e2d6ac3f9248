import { isRuler } from "../../../content/columns/is-ruler.js";
import { readRecords } from "../../../content/columns/read-records.js";
import type { Column } from "../../select/row-source.js";
import { rowsOfLines } from "../line-rows.js";
import { RowRole } from "../row-role.js";
import type { TextRows } from "../text-rows.js";
import { cellColumn } from "./cell-column.js";

/** Further columns are not told apart. */
const MOST_COLUMNS = 60;

/**
 * The records of a table as rows, with its columns by their names: so numbers and values can be compared. The header is
 * always shown. `undefined` where no line is a header.
 */
export function rowsOfTable(text: string): TextRows | undefined {
  const records = readRecords(text);
  if (records === undefined) return undefined;
  const { starts, ends, cells, header, names } = records;
  const lines = rowsOfLines(text, { starts, ends, hasPieces: false });
  const others = cells.filter((record, row) => record === undefined && row !== header && isFilled(lines.sourceOf(row)));
  const columns: Column[] = names
    .slice(0, MOST_COLUMNS)
    .map((name, index) => cellColumn(name, index, cells))
    .concat(lines.columns());
  return {
    ...lines,
    unit: records.hasBreaks ? "records" : "lines",
    pinned: [header],
    // Cells of records say more than the look of lines: none goes on with the one before.
    rolesOf: (row) => (lines.rolesOf?.(row) ?? 0) & (RowRole.dull | RowRole.trouble),
    columns: () => columns,
    // What is told of columns holds for records.
    facts: () => [
      ...(others.length > 0 ? [`${others.length} are not read as records`] : []),
      ...(lines.facts?.() ?? []),
    ],
  };
}

/** Whether a line that is no record may have cells all the same. */
function isFilled(line: string): boolean {
  const words = line.trim();
  return words !== "" && !isRuler(words);
}
