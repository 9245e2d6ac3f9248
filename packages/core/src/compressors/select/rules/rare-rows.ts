import { CellKind } from "../row-source.js";
import type { SelectionRule } from "../selection-rule.js";
import type { SelectionView } from "../selection-view.js";

/** What at most this share of the rows has is rare, where one row of the list may always be. */
const RARE_SHARE = 0.01;
/** What is rare is told against what is usual: the cells of this share of the rows are of one kind. */
const USUAL_SHARE = 0.9;
/** Where more of the rows are rare in some way, being so is not. */
const MOST_RARE_SHARE = 0.05;
/** A rare value has at most this share of the rows that each value would have on average. */
const BELOW_AVERAGE = 0.2;
const LEAST_ROWS = 10;

/**
 * Rows unlike the others: with keys that hardly any other row has or lacks, a null or an empty cell in a filled column, a
 * cell of another type, a value of a category that hardly occurs. The rarest first.
 */
export const rareRows: SelectionRule = {
  name: "rare",
  claim: "exempt",
  find(view) {
    if (view.rows.length < LEAST_ROWS) return { rows: [] };
    const limit = Math.max(1, Math.floor(view.rows.length * RARE_SHARE));
    const most = Math.max(2, Math.floor(view.rows.length * MOST_RARE_SHARE));
    const kinds = [rareShapes(view, limit), rareCells(view, limit), rareValues(view, limit)];
    const supports = new Map<number, number>();
    for (const found of kinds) {
      if (found.size > most) continue;
      for (const [row, support] of found) supports.set(row, Math.min(support, supports.get(row) ?? support));
    }
    return { rows: [...supports].sort(([a, x], [b, y]) => x - y || a - b).map(([row]) => row) };
  },
};

/** From rows to the number of rows that have the same rare property. */
type Supports = Map<number, number>;

function rareShapes({ rows }: SelectionView, limit: number): Supports {
  const byShape = new Map<number, number[]>();
  for (let row = 0; row < rows.length; row++) {
    const shape = rows.shapeOf(row);
    const found = byShape.get(shape);
    if (found === undefined) byShape.set(shape, [row]);
    else found.push(row);
  }
  const supports: Supports = new Map();
  for (const found of byShape.values()) if (found.length <= limit) addAll(supports, found);
  return supports;
}

function rareCells({ rows, profiles }: SelectionView, limit: number): Supports {
  const supports: Supports = new Map();
  for (const { column, kinds } of profiles) {
    if (Math.max(...kinds) < rows.length * USUAL_SHARE) continue;
    const rare = kinds.map((count) => count > 0 && count <= limit);
    if (!rare.includes(true)) continue;
    for (let row = 0; row < rows.length; row++) {
      const kind = column.kindOf(row);
      if (rare[kind]) add(supports, row, kinds[kind] as number);
    }
  }
  return supports;
}

function rareValues({ rows, profiles }: SelectionView, limit: number): Supports {
  const supports: Supports = new Map();
  for (const { column, values, isCategory, numbers } of profiles) {
    if (!isCategory || values === undefined || numbers !== undefined) continue;
    const most = Math.min(limit, (rows.length / values.size) * BELOW_AVERAGE);
    const rare = new Set([...values].filter(([, { count }]) => count <= most).map(([value]) => value));
    const inAll = [...rare].reduce((sum, value) => sum + (values.get(value)?.count ?? 0), 0);
    if (inAll === 0 || inAll > rows.length * MOST_RARE_SHARE) continue;
    for (let row = 0; row < rows.length; row++) {
      const value = column.sourceOf(row);
      if (rare.has(value) && column.kindOf(row) !== CellKind.object) add(supports, row, values.get(value)?.count ?? 1);
    }
  }
  return supports;
}

function addAll(supports: Supports, rows: readonly number[]): void {
  for (const row of rows) add(supports, row, rows.length);
}

function add(supports: Supports, row: number, support: number): void {
  supports.set(row, Math.min(support, supports.get(row) ?? support));
}
