import { keyTraits } from "../../select/key-traits.js";
import { CellKind, type Column } from "../../select/row-source.js";

/** Cells of the rows of a table; a row that is no record has none. */
export type Cells = readonly (readonly string[] | undefined)[];

/** A number as tables print it, without unit. */
const NUMBER = /^[-+]?(?:\d{1,20}|\d{1,3}(?:,\d{3}){1,5})(?:\.\d{1,20})?(?:[eE][-+]?\d{1,3})?$/;

/** A column of a table. Text stands in quotes, as values of JSON do. */
export function cellColumn(name: string, index: number, cells: Cells): Column {
  const cellOf = (row: number): string | undefined => cells[row]?.[index];
  return {
    name,
    traits: keyTraits(name),
    kindOf(row) {
      const cell = cellOf(row);
      if (cell === undefined) return CellKind.absent;
      if (cell === "") return CellKind.empty;
      return NUMBER.test(cell) ? CellKind.number : CellKind.text;
    },
    sourceOf(row) {
      const cell = cellOf(row);
      if (cell === undefined) return "";
      return NUMBER.test(cell) ? cell : JSON.stringify(cell);
    },
    numberOf(row) {
      const cell = cellOf(row);
      return cell !== undefined && NUMBER.test(cell) ? Number(cell.replaceAll(",", "")) : Number.NaN;
    },
  };
}
