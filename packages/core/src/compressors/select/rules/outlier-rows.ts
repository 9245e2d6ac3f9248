import type { ColumnProfile } from "../column-profile.js";
import type { SelectionRule } from "../selection-rule.js";

/** Robust deviations from the median beyond which a value is an outlier, whatever the distribution's tails do to the mean. */
const ROBUST_THRESHOLD = 3.5;
/** Outliers are few: at most this share of the rows, though a short list may have some. */
const MOST_SHARE = 0.1;
const ALWAYS_SOME = 8;
/** What one column may ask for: about as many as lie beyond two standard deviations of normal data. */
const MOST_COLUMN_SHARE = 0.05;
const MOST_PER_CAP = 4;
const LEAST_NUMBERS = 8;

/**
 * Rows with a number far from the rest of its column: by standard deviations, or by robust ones. Each column's farthest
 * first, in turn, so that a column with long tails does not crowd out the others.
 */
export const outlierRows: SelectionRule = {
  name: "outlier",
  claim: "exempt",
  find({ rows, profiles, options, cap }) {
    const perColumn = Math.max(5, Math.ceil(cap / 2), Math.ceil(rows.length * MOST_COLUMN_SHARE));
    const byColumn: { name: string; rows: readonly number[] }[] = [];
    const all = new Set<number>();
    for (const profile of profiles) {
      const far = farRows(profile, options.anomalyStdThreshold);
      for (const row of far) all.add(row);
      if (far.length > 0) byColumn.push({ name: profile.column.name, rows: far.slice(0, perColumn) });
    }
    const room = Math.max(ALWAYS_SOME, Math.min(MOST_PER_CAP * cap, Math.ceil(rows.length * MOST_SHARE)));
    const found = new Set<number>();
    for (let rank = 0; rank < perColumn; rank++) {
      for (const column of byColumn) {
        const row = column.rows[rank];
        if (row !== undefined && found.size < room) found.add(row);
      }
    }
    const most = found.size;
    for (const row of all) found.add(row);
    return { rows: [...found], most, columns: byColumn.map((column) => column.name) };
  },
};

/** Rows beyond a threshold, the farthest first. Numbers too large for a double are beyond any. */
function farRows({ column, numbers, values: distinct }: ColumnProfile, threshold: number): number[] {
  if (numbers === undefined || numbers.isLabel || numbers.count < LEAST_NUMBERS) return [];
  const { values, mean, deviation, median, robustDeviation } = numbers;
  const mostEqual = Math.ceil(values.length * MOST_COLUMN_SHARE);
  const far: { row: number; excess: number }[] = [];
  values.forEach((value, row) => {
    if (Number.isNaN(value)) return;
    const excess = Math.max(
      ratio(Math.abs(value - mean), deviation * threshold),
      ratio(Math.abs(value - median), robustDeviation * ROBUST_THRESHOLD),
    );
    // What many rows have is not out of the way, however far it is from the rest.
    if (excess > 1 && (distinct?.get(column.sourceOf(row))?.count ?? 1) <= mostEqual) far.push({ row, excess });
  });
  return far.sort((a, b) => compareExcess(b.excess, a.excess) || a.row - b.row).map(({ row }) => row);
}

function compareExcess(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

function ratio(distance: number, threshold: number): number {
  return threshold > 0 ? distance / threshold : 0;
}
