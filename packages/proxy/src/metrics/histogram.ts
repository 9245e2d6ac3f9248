/** Counts values by how large they are. */
export interface Histogram {
  observe(value: number): void;
  snapshot(): HistogramSnapshot;
}

export interface HistogramSnapshot {
  /** Upper bounds in rising order, and how many values are at most that. */
  readonly buckets: readonly (readonly [bound: number, count: number])[];
  readonly sum: number;
  readonly count: number;
}

/** Creates an empty histogram with upper bounds in rising order. */
export function createHistogram(bounds: readonly number[]): Histogram {
  const counts = new Array<number>(bounds.length).fill(0);
  let sum = 0;
  let count = 0;
  return {
    observe(value) {
      sum += value;
      count += 1;
      const at = bounds.findIndex((bound) => value <= bound);
      if (at >= 0) counts[at] = (counts[at] as number) + 1;
    },
    snapshot() {
      let below = 0;
      const buckets = bounds.map((bound, at) => {
        below += counts[at] as number;
        return [bound, below] as const;
      });
      return { buckets, sum, count };
    },
  };
}
