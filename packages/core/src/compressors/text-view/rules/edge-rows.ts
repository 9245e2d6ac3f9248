import type { SelectionRule } from "../../select/selection-rule.js";
import { RowRole } from "../row-role.js";
import { hasRole, isBlank, type TextRows } from "../text-rows.js";

/** Rows at the end that are shown where they take a small part of the room: that is where programs sum up. */
const TAIL_ROWS = 10;
const TAIL_SHARE = 0.2;

/** Rows that the text itself needs at its place, such as the header of a table. */
export function pinnedRows({ pinned = [] }: TextRows): SelectionRule {
  return { name: "pinned", claim: "always", find: () => ({ rows: pinned }) };
}

/** The first rows that are not blank. */
export function firstFilledRows(rows: TextRows): SelectionRule {
  return {
    name: "first",
    claim: "always",
    find: ({ options }) => ({ rows: filled(rows, 0, 1, options.keepFirst) }),
  };
}

/** The last rows that are not blank, and the last one that tells something where those do not. */
export function lastFilledRows(rows: TextRows): SelectionRule {
  const isDull = (row: number): boolean => hasRole(rows, row, RowRole.dull);
  return {
    name: "last",
    claim: "always",
    find({ options }) {
      const found = filled(rows, rows.length - 1, -1, options.keepLast);
      if (found.some((row) => !isDull(row))) return { rows: found };
      const telling = filled(rows, (found.at(-1) ?? 0) - 1, -1, Math.min(1, found.length), isDull);
      return { rows: [...found, ...telling] };
    },
  };
}

/** Some more of the last rows that tell something. */
export function tailRows(rows: TextRows, costOf: (row: number) => number): SelectionRule {
  return {
    name: "last",
    claim: "capped",
    find({ cap, options }) {
      if (options.keepLast === 0) return { rows: [] };
      const isDull = (row: number): boolean => hasRole(rows, row, RowRole.dull) || isBlank(rows, row);
      const found: number[] = [];
      let cost = 0;
      for (const row of filled(rows, rows.length - 1, -1, TAIL_ROWS, isDull)) {
        cost += costOf(row);
        if (cost > cap * TAIL_SHARE) break;
        found.push(row);
      }
      return { rows: found };
    },
  };
}

function filled(
  rows: TextRows,
  from: number,
  step: number,
  count: number,
  isPassedOver = (row: number): boolean => isBlank(rows, row),
): number[] {
  const found: number[] = [];
  for (let row = from; row >= 0 && row < rows.length && found.length < count; row += step) {
    if (!isPassedOver(row)) found.push(row);
  }
  return found;
}
