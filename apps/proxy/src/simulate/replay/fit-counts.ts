/** How counts of the recorded texts relate to what the provider counted: `unseen + scale * counted`. */
export interface CountFit {
  /** Tokens of the provider for one that is counted here: its vocabulary is its own. */
  readonly scale: number;
  /** Tokens that are in every request and not in the recording: the system prompt, and definitions of tools. */
  readonly unseen: number;
}

/** A request as it is counted here and as the provider counted it, in tokens. */
export interface CountPair {
  readonly counted: number;
  readonly billed: number;
}

/** Vocabularies differ by less than this. */
const SCALES = { least: 0.7, most: 1.8 } as const;
/** With less growth between the requests, the slope says nothing. */
const LEAST_GROWTH = 1.25;

/**
 * Fits counts to those of the provider by least squares. Without enough requests, or where they hardly grow, a token is taken for
 * a token.
 *
 * @example
 * fitCounts([{ counted: 100, billed: 1100 }]); // { scale: 1, unseen: 1000 }
 */
export function fitCounts(pairs: readonly CountPair[]): CountFit {
  if (pairs.length === 0) return { scale: 1, unseen: 0 };
  const counted = mean(pairs.map((pair) => pair.counted));
  const billed = mean(pairs.map((pair) => pair.billed));
  const sizes = pairs.map((pair) => pair.counted);
  const grows = pairs.length >= 3 && Math.max(...sizes) > LEAST_GROWTH * Math.min(...sizes);
  const spread = mean(pairs.map((pair) => (pair.counted - counted) ** 2));
  const together = mean(pairs.map((pair) => (pair.counted - counted) * (pair.billed - billed)));
  const scale = grows ? Math.min(SCALES.most, Math.max(SCALES.least, together / spread)) : 1;
  return { scale, unseen: Math.max(0, billed - scale * counted) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
