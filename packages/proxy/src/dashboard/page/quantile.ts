import type { HistogramSnapshot } from "../../metrics/histogram.js";

/** The bound below which this share of the values lies: a bucket's bound, infinite past the last; absent without values. */
export function quantile({ buckets, count }: HistogramSnapshot, share: number): number | undefined {
  if (count === 0) return undefined;
  const bucket = buckets.find(([, below]) => below >= share * count);
  return bucket?.[0] ?? Number.POSITIVE_INFINITY;
}
