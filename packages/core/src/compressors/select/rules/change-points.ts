import type { SelectionRule } from "../selection-rule.js";

/** Numbers on each side that tell a level. */
const WINDOW = 5;
const MOST_PER_COLUMN = 5;
/** From the median of the steps between neighbours to the standard deviation of the noise in them. */
const STEP_TO_NOISE = 0.6745 * Math.SQRT2;

/**
 * Where the level of a numeric column shifts: the last row before and the first row after. A shift counts when it is large
 * against the noise between neighbouring rows, and no smaller than the spread of the whole column.
 */
export const changePoints: SelectionRule = {
  name: "change-point",
  claim: "exempt",
  find({ profiles, options }) {
    if (!options.preserveChangePoints) return { rows: [] };
    const found = new Set<number>();
    const columns: string[] = [];
    for (const { column, numbers } of profiles) {
      if (numbers === undefined || numbers.isLabel || numbers.deviation === 0) continue;
      const series = finiteSeries(numbers.values);
      const shifts = findShifts(series.values, options.varianceThreshold, numbers.deviation);
      if (shifts.length > 0) columns.push(column.name);
      for (const at of shifts) {
        found.add(series.rows[at] as number);
        found.add(series.rows[at - 1] as number);
      }
    }
    return { rows: [...found], columns };
  },
};

function finiteSeries(values: Float64Array): { rows: readonly number[]; values: Float64Array } {
  const rows: number[] = [];
  values.forEach((value, row) => {
    if (Number.isFinite(value)) rows.push(row);
  });
  return { rows, values: Float64Array.from(rows, (row) => values[row] as number) };
}

/** Places at which a new level begins, the largest shifts first. */
function findShifts(values: Float64Array, threshold: number, deviation: number): number[] {
  if (values.length < 2 * WINDOW) return [];
  const least = Math.max(threshold * noiseOf(values), deviation);
  const shifts: { at: number; shift: number }[] = [];
  for (let at = WINDOW; at <= values.length - WINDOW; at++) {
    let shift = shiftAt(values, at);
    if (!(shift >= least) || !isApart(values, at)) continue;
    // A shift is seen from several places: it stands where the step is largest.
    let best = at;
    for (; at <= values.length - WINDOW; at++) {
      const here = shiftAt(values, at);
      if (!(here >= least)) break;
      shift = Math.max(shift, here);
      if (step(values, at) > step(values, best)) best = at;
    }
    shifts.push({ at: best, shift });
  }
  return shifts
    .sort((a, b) => b.shift - a.shift || a.at - b.at)
    .slice(0, MOST_PER_COLUMN)
    .map(({ at }) => at);
}

/** Whether the numbers before and behind a place keep apart, but for one stray number on each side. */
function isApart(values: Float64Array, at: number): boolean {
  const before = values.slice(at - WINDOW, at).sort();
  const behind = values.slice(at, at + WINDOW).sort();
  const [low, high] = (before[2] as number) < (behind[2] as number) ? [before, behind] : [behind, before];
  return (low[WINDOW - 2] as number) < (high[1] as number);
}

/** By how much the level shifts at a place. The median is deaf to one spike, the mean to a chance order of values. */
function shiftAt(values: Float64Array, at: number): number {
  const byMedian = Math.abs(median5(values, at) - median5(values, at - WINDOW));
  return Math.min(byMedian, Math.abs(sum5(values, at) - sum5(values, at - WINDOW)) / WINDOW);
}

function sum5(values: Float64Array, from: number): number {
  let sum = 0;
  for (let i = from; i < from + WINDOW; i++) sum += values[i] as number;
  return sum;
}

function step(values: Float64Array, at: number): number {
  return Math.abs((values[at] as number) - (values[at - 1] as number));
}

function noiseOf(values: Float64Array): number {
  const steps = new Float64Array(values.length - 1);
  for (let i = 1; i < values.length; i++) steps[i - 1] = step(values, i);
  steps.sort();
  return (steps[steps.length >> 1] as number) / STEP_TO_NOISE;
}

/** The median of the five values from `from` on. */
function median5(values: Float64Array, from: number): number {
  let a = values[from] as number;
  let b = values[from + 1] as number;
  let c = values[from + 2] as number;
  let d = values[from + 3] as number;
  const e = values[from + 4] as number;
  if (a > b) [a, b] = [b, a];
  if (c > d) [c, d] = [d, c];
  // The least and the greatest of the four are on either side of the median.
  const low = Math.max(a, c);
  const high = Math.min(b, d);
  return Math.max(Math.min(low, high), Math.min(Math.max(low, high), e));
}
