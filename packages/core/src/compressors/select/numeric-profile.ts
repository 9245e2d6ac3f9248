import { KeyTrait } from "./key-traits.js";
import type { Column } from "./row-source.js";

/** The numbers of one column. */
export interface NumericProfile {
  /** Per row; NaN where the cell is no number. */
  readonly values: Float64Array;
  readonly count: number;
  /** Rows of the least and the greatest number; the first of equal ones. */
  readonly minRow: number;
  readonly maxRow: number;
  /** Of the finite numbers; NaN when there is none. */
  readonly mean: number;
  readonly deviation: number;
  readonly median: number;
  /** Robust measure of spread: on normal data as large as `deviation`, on data with a few wild values much smaller. */
  readonly robustDeviation: number;
  /** Whether the numbers name rows or moments and do not measure anything. */
  readonly isLabel: boolean;
}

/** Columns in which fewer of the cells are numbers are not numeric. */
const LEAST_NUMERIC_SHARE = 0.5;
const LEAST_NUMBERS = 2;
/** What the median (mean) distance from the median is on normal data, in standard deviations. */
const MEDIAN_DISTANCE = 0.6745;
const MEAN_DISTANCE = 0.7979;
/** Numbers of time fields from here on are moments and not durations. */
const LEAST_EPOCH = 1e8;

/** The numbers of a column, or `undefined` when it is not numeric. `filled` is the number of cells that hold anything. */
export function profileNumbers(column: Column, length: number, filled: number): NumericProfile | undefined {
  if (column.traits & KeyTrait.version) return undefined;
  const values = new Float64Array(length);
  let count = 0;
  let minRow = -1;
  let maxRow = -1;
  for (let row = 0; row < length; row++) {
    const value = column.numberOf(row);
    values[row] = value;
    if (Number.isNaN(value)) continue;
    count++;
    if (minRow < 0 || compareCells(column, values, row, minRow) < 0) minRow = row;
    if (maxRow < 0 || compareCells(column, values, row, maxRow) > 0) maxRow = row;
  }
  if (count < LEAST_NUMBERS || count < filled * LEAST_NUMERIC_SHARE) return undefined;
  const sorted = values.filter(Number.isFinite).sort();
  const { mean, deviation } = moments(sorted);
  const median = middle(sorted);
  return {
    values,
    count,
    minRow,
    maxRow,
    mean,
    deviation,
    median,
    robustDeviation: robustDeviation(sorted, median),
    isLabel: isLabel(column, values, sorted),
  };
}

/** Compares two numeric cells; integers too large for a double by their digits. */
export function compareCells(column: Column, values: Float64Array, a: number, b: number): number {
  const x = values[a] as number;
  const y = values[b] as number;
  if (x !== y) return x < y ? -1 : 1;
  if (Math.abs(x) <= Number.MAX_SAFE_INTEGER) return 0;
  const [left, right] = [digits(column, a), digits(column, b)];
  if (left === undefined || right === undefined || left === right) return 0;
  return left < right ? -1 : 1;
}

function digits(column: Column, row: number): bigint | undefined {
  const match = /^"?(-?\d{1,400})"?$/.exec(column.sourceOf(row));
  return match === null ? undefined : BigInt(match[1] as string);
}

function moments(sorted: Float64Array): { mean: number; deviation: number } {
  if (sorted.length === 0) return { mean: Number.NaN, deviation: Number.NaN };
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / sorted.length) };
}

function middle(sorted: Float64Array): number {
  const half = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[half] as number;
  return ((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
}

/** From the median distance to the median, or where more than half of the values are equal, from the mean distance. */
function robustDeviation(sorted: Float64Array, median: number): number {
  const distances = sorted.map((value) => Math.abs(value - median)).sort();
  const medianDistance = middle(distances);
  if (medianDistance > 0) return medianDistance / MEDIAN_DISTANCE;
  return distances.reduce((sum, value) => sum + value, 0) / distances.length / MEAN_DISTANCE;
}

function isLabel(column: Column, values: Float64Array, sorted: Float64Array): boolean {
  if (column.traits & KeyTrait.calendar) return true;
  if (column.traits & KeyTrait.time && (sorted[0] as number) >= LEAST_EPOCH) return true;
  if (!sorted.every(Number.isInteger)) return false;
  return (column.traits & KeyTrait.identity) !== 0 || isMonotone(values);
}

/** Whether each number is greater than the one before, or each smaller: a running number. */
function isMonotone(values: Float64Array): boolean {
  const rises = (values[1] as number) > (values[0] as number);
  for (let i = 1; i < values.length; i++) {
    if ((values[i] as number) > (values[i - 1] as number) !== rises) return false;
  }
  return values.length > 2;
}
