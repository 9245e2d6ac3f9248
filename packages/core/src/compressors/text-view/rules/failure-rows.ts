import { ErrorEvidence } from "../../select/row-source.js";
import type { SelectionRule } from "../../select/selection-rule.js";
import { spreadOver } from "../../select/spread-over.js";
import type { ErrorWordMarks } from "../error-words.js";
import { RowRole } from "../row-role.js";
import { hasRole, rowsWhere, type TextRows } from "../text-rows.js";

/** Shapes with at most this many rows are shown whole before more is shown of others. */
const FEW = 5;

/**
 * Rows that report an error, those that state it before those that only mention it. Of each, one of every shape comes first,
 * rare shapes before frequent ones: where there is no room for all, no sort of error is missing.
 */
export const failureRows: SelectionRule = {
  name: "error",
  claim: "errors",
  find({ rows, options, errorFrom }) {
    if (!options.preserveErrors) return { rows: [] };
    const stated: number[] = [];
    const mentioned: number[] = [];
    for (let row = 0; row < rows.length; row++) {
      const evidence = rows.errorEvidenceOf(row);
      if (evidence === ErrorEvidence.stated) stated.push(row);
      else if (evidence === ErrorEvidence.mentioned && errorFrom === ErrorEvidence.mentioned) mentioned.push(row);
    }
    const shapeOf = (row: number): number => rows.shapeOf(row);
    return { rows: [...rareFirst(stated, shapeOf), ...rareFirst(mentioned, shapeOf)] };
  },
};

/** Rows that sum up: those of rare shapes first, and of a shape the last ones. */
export function summaryRows(rows: TextRows): SelectionRule {
  return {
    name: "summary",
    claim: "exempt",
    find({ cap }) {
      const found = rowsWhere(rows, (row) => hasRole(rows, row, RowRole.summary));
      // From the end: of many alike the last one sums up the most.
      return { rows: rareFirst(found.reverse(), (row) => rows.shapeOf(row)), most: Math.ceil(cap / 10) };
    },
  };
}

/**
 * Rows that warn or tell of trouble in other words than those of errors, and behind them rows that hold an error word in
 * passing: some of each shape.
 */
export function troubleRows(rows: TextRows, words: ErrorWordMarks): SelectionRule {
  return {
    name: "trouble",
    claim: "exempt",
    find({ options, cap, errorFrom }) {
      if (!options.preserveErrors) return { rows: [] };
      const shapeOf = (row: number): number => rows.shapeOf(row);
      const troubles = rowsWhere(rows, (row) => hasRole(rows, row, RowRole.trouble));
      const mentions = rowsWhere(
        rows,
        (row) => words[row] !== 0 && !hasRole(rows, row, RowRole.trouble) && rows.errorEvidenceOf(row) < errorFrom,
      );
      return { rows: [...rareFirst(troubles, shapeOf), ...rareFirst(mentions, shapeOf)], most: Math.ceil(cap / 4) };
    },
  };
}

/** The rows in such an order that every beginning has as many shapes as possible, rare shapes first. */
function rareFirst(rows: readonly number[], shapeOf: (row: number) => number): number[] {
  const byShape = new Map<number, number[]>();
  for (const row of rows) {
    const shape = shapeOf(row);
    const known = byShape.get(shape);
    if (known === undefined) byShape.set(shape, [row]);
    else known.push(row);
  }
  const shapes = [...byShape.values()].sort((a, b) => a.length - b.length || (a[0] as number) - (b[0] as number));
  const firsts = shapes.map((found) => found[0] as number);
  const lasts = shapes.flatMap((found) => (found.length > 1 ? [found.at(-1) as number] : []));
  const few = shapes.flatMap((found) => (found.length <= FEW ? found.slice(1, -1) : []));
  const many = shapes.flatMap((found) => (found.length > FEW ? found.slice(1, -1) : []));
  return [...firsts, ...lasts, ...few, ...spreadOver(many)];
}
