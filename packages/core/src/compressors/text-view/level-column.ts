import { KeyTrait } from "../select/key-traits.js";
import { CellKind, type Column } from "../select/row-source.js";

/** The levels of log lines as a column; lines without one lack the cell. */
export function levelColumn(levels: readonly (string | undefined)[]): Column {
  const sources = new Map<string, string>();
  return {
    name: "level",
    traits: KeyTrait.status,
    kindOf: (row) => (levels[row] === undefined ? CellKind.absent : CellKind.text),
    sourceOf(row) {
      const level = levels[row];
      if (level === undefined) return "";
      const known = sources.get(level) ?? JSON.stringify(level);
      sources.set(level, known);
      return known;
    },
    numberOf: () => Number.NaN,
  };
}
