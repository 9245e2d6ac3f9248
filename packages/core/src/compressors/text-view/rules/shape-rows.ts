import type { SelectionRule } from "../../select/selection-rule.js";
import { RowRole } from "../row-role.js";
import { hasRole, isBlank, type TextRows } from "../text-rows.js";

/** A shape with at most this share of the rows, or one row, is rare; where more of the rows are rare, being so is nothing. */
const RARE_SHARE = 0.003;
const MOST_RARE_SHARE = 0.05;
const LEAST_ROWS = 30;
/** Rows that are filled in together, so that they are seen in their order and few gaps have to be told. */
const BLOCK = 4;
/** Headings of one shape that say what stands where; many alike are no table of contents. */
const HEADINGS_OF_A_SHAPE = 12;
/** How many rows of a shape tell what it is like: these and the binary logarithm of how many there are. */
const ENOUGH = 2;

/** Rows unlike all others. */
export function oddRows(rows: TextRows): SelectionRule {
  return {
    name: "odd",
    claim: "exempt",
    find() {
      if (rows.length < LEAST_ROWS) return { rows: [] };
      const counts = countShapes(rows);
      const limit = Math.max(1, Math.floor(rows.length * RARE_SHARE));
      const found: number[] = [];
      for (let row = 0; row < rows.length; row++) {
        if ((counts.get(rows.shapeOf(row)) as number) <= limit && !isDull(rows, row)) found.push(row);
      }
      if (found.length > Math.max(2, rows.length * MOST_RARE_SHARE)) return { rows: [] };
      return { rows: found };
    },
  };
}

/** Headings, which say what stands where: a few of each shape. */
export function headingRows(rows: TextRows): SelectionRule {
  return {
    name: "heading",
    claim: "capped",
    find({ cap }) {
      const found: number[] = [];
      const shown = new Map<number, number>();
      for (let row = 0; row < rows.length; row++) {
        if (!hasRole(rows, row, RowRole.heading)) continue;
        const shape = rows.shapeOf(row);
        const count = shown.get(shape) ?? 0;
        shown.set(shape, count + 1);
        if (count < HEADINGS_OF_A_SHAPE) found.push(row);
      }
      return { rows: found, most: Math.ceil(cap / 4) };
    },
  };
}

/** One row of each shape that is not shown yet, the frequent ones first. */
export function shapeRows(rows: TextRows): SelectionRule {
  return {
    name: "shape",
    claim: "capped",
    find({ cap }, isKept) {
      const counts = countShapes(rows);
      for (let row = 0; row < rows.length; row++) if (isKept(row)) counts.delete(rows.shapeOf(row));
      const found: number[] = [];
      for (let row = 0; row < rows.length; row++) {
        const shape = rows.shapeOf(row);
        if ((counts.get(shape) ?? 0) < 3 || isDull(rows, row)) continue;
        found.push(row);
      }
      const byShape = new Map<number, number>();
      for (const row of found) if (!byShape.has(rows.shapeOf(row))) byShape.set(rows.shapeOf(row), row);
      const ordered = [...byShape].sort(
        ([a, x], [b, y]) => (counts.get(b) as number) - (counts.get(a) as number) || x - y,
      );
      return { rows: ordered.map(([, row]) => row), most: Math.ceil(cap / 3) };
    },
  };
}

/**
 * Fills up to the cap with blocks of rows spread evenly over those that are not shown. Blocks that hold only what has been
 * shown often enough are passed over, so that less than the cap may be used.
 */
export function blockRows(rows: TextRows, showsAlike: boolean): SelectionRule {
  return {
    name: "fill",
    claim: "capped",
    find({ cap }, isKept) {
      const counts = countShapes(rows);
      const shown = new Map<number, number>();
      let open = 0;
      for (let row = 0; row < rows.length; row++) {
        if (isKept(row)) shown.set(rows.shapeOf(row), (shown.get(rows.shapeOf(row)) ?? 0) + 1);
        else open++;
      }
      const room = cap - (rows.length - open);
      const found: number[] = [];
      if (room <= 0) return { rows: found };
      const blocks = Math.max(1, Math.floor(room / BLOCK));
      for (let block = 0; block < blocks; block++) {
        const from = Math.floor(((block + 0.5) * rows.length) / blocks);
        const picked: number[] = [];
        for (let row = from; row < rows.length && picked.length < BLOCK && row < from + 4 * BLOCK; row++) {
          if (isKept(row)) continue;
          picked.push(row);
        }
        const isNew =
          showsAlike ||
          picked.some((row) => {
            const shape = rows.shapeOf(row);
            const enough = ENOUGH + Math.log2(counts.get(shape) as number);
            return !isDull(rows, row) && (shown.get(shape) ?? 0) < enough;
          });
        if (!isNew) continue;
        for (const row of picked) {
          shown.set(rows.shapeOf(row), (shown.get(rows.shapeOf(row)) ?? 0) + 1);
          found.push(row);
        }
      }
      return { rows: found };
    },
  };
}

function isDull(rows: TextRows, row: number): boolean {
  return hasRole(rows, row, RowRole.dull) || isBlank(rows, row);
}

function countShapes(rows: TextRows): Map<number, number> {
  const counts = new Map<number, number>();
  for (let row = 0; row < rows.length; row++) counts.set(rows.shapeOf(row), (counts.get(rows.shapeOf(row)) ?? 0) + 1);
  return counts;
}
