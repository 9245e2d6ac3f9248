/**
 * How a count came about: with the model's own `vocabulary`, by the provider's `official` means, with another vocabulary
 * whose counts were `scaled`, or guessed from the characters (`heuristic`). From the best to the worst.
 */
export type CountMethod = "vocabulary" | "official" | "scaled" | "heuristic";

/** How many tokens something is, and how far that can be trusted. */
export interface TokenCount {
  readonly tokens: number;
  /** Whether the provider arrives at the same number. */
  readonly exact: boolean;
  /** What the provider's number is not below, as far as is known; absent where nothing is. */
  readonly lower?: number;
  /** What the provider's number is not above, as far as is known; absent where nothing is. */
  readonly upper?: number;
  readonly method: CountMethod;
}

const METHODS: readonly CountMethod[] = ["vocabulary", "official", "scaled", "heuristic"];

/**
 * The count of things that stand together: exact if all are, within the bounds of all, by the worst of the methods.
 *
 * @example
 * sumCounts([
 *   { tokens: 5, exact: true, method: "vocabulary" },
 *   { tokens: 4, exact: false, lower: 3, upper: 6, method: "scaled" },
 * ]); // { tokens: 9, exact: false, lower: 8, upper: 11, method: "scaled" }
 */
export function sumCounts(counts: readonly TokenCount[]): TokenCount {
  const tokens = counts.reduce((sum, count) => sum + count.tokens, 0);
  const method = METHODS[Math.max(0, ...counts.map((count) => METHODS.indexOf(count.method)))] as CountMethod;
  if (counts.every(({ exact }) => exact)) return { tokens, exact: true, method };
  const lower = sumBounds(counts, "lower");
  const upper = sumBounds(counts, "upper");
  return {
    tokens,
    exact: false,
    ...(lower !== undefined && { lower }),
    ...(upper !== undefined && { upper }),
    method,
  };
}

/** `undefined` where a count that is not exact has no such bound. */
function sumBounds(counts: readonly TokenCount[], bound: "lower" | "upper"): number | undefined {
  let sum = 0;
  for (const count of counts) {
    const value = count.exact ? count.tokens : count[bound];
    if (value === undefined) return undefined;
    sum += value;
  }
  return sum;
}
