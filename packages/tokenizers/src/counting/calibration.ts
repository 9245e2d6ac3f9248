import type { TokenCount } from "@headroom/core";

/** How quickly a calibration follows what providers report. */
export interface CalibrationOptions {
  /**
   * Share of the newest observation in what is known, above 0 and at most 1.
   * @default 0.1
   */
  readonly weight?: number;
  /**
   * How many models are remembered; those observed longest ago are forgotten first.
   * @default 100
   */
  readonly maxModels?: number;
}

/**
 * What providers billed, against what was estimated. For reports only: it changes with every answer, so nothing that decides
 * about a request may depend on it. It has no `count` of a text and cannot stand where a tokenizer is wanted.
 */
export interface Calibration {
  /** Learns from one answer: the estimate of the request as it was sent, and the input tokens of its usage record. */
  observe(model: string, estimate: TokenCount, inputTokens: number): void;
  /** An estimate corrected by what was observed of its model; the same where nothing was, or where it is exact. */
  correct(model: string, estimate: TokenCount): TokenCount;
  /** Answers that were observed of a model. */
  observations(model: string): number;
}

interface Observed {
  /** Mean of the logarithm of billed over estimated tokens. */
  readonly mean: number;
  readonly variance: number;
  readonly count: number;
}

/** Before this many answers the bounds of the estimate stand. */
const FEW_ANSWERS = 5;
/** Bounds are this many standard deviations from the mean. */
const DEVIATIONS = 3;
/** No bound is nearer than this, however alike the answers were. */
const LEAST_SPREAD = 0.02;

/**
 * Creates a calibration that knows nothing yet. Ratios are weighted exponentially, the newest most.
 *
 * @throws RangeError when an option is out of range.
 * @example
 * const calibration = createCalibration();
 * calibration.observe("claude-opus-5", estimate, usage.inputTokens);
 * calibration.correct("claude-opus-5", estimate).tokens;
 */
export function createCalibration({ weight = 0.1, maxModels = 100 }: CalibrationOptions = {}): Calibration {
  if (!(weight > 0 && weight <= 1)) throw new RangeError(`weight is ${weight}. Use a number above 0 and at most 1.`);
  if (!(maxModels >= 1)) throw new RangeError(`maxModels is ${maxModels}. Use a number from 1 up.`);
  const models = new Map<string, Observed>();
  return {
    observe(model, { tokens, exact }, inputTokens) {
      if (exact || !(tokens > 0) || !(inputTokens > 0)) return;
      const known = models.get(model);
      models.delete(model);
      models.set(model, learn(known, Math.log(inputTokens / tokens), weight));
      for (const oldest of models.keys()) if (models.size > maxModels) models.delete(oldest);
    },
    correct(model, estimate) {
      const known = models.get(model);
      return known === undefined || estimate.exact ? estimate : corrected(estimate, known);
    },
    observations: (model) => models.get(model)?.count ?? 0,
  };
}

/** The first answers count equally, until each of them has the weight of the newest. */
function learn(known: Observed | undefined, ratio: number, weight: number): Observed {
  if (known === undefined) return { mean: ratio, variance: 0, count: 1 };
  const count = known.count + 1;
  const share = Math.max(weight, 1 / count);
  const difference = ratio - known.mean;
  return {
    mean: known.mean + share * difference,
    variance: (1 - share) * (known.variance + share * difference * difference),
    count,
  };
}

function corrected(estimate: TokenCount, { mean, variance, count }: Observed): TokenCount {
  const tokens = Math.round(estimate.tokens * Math.exp(mean));
  if (count < FEW_ANSWERS) {
    const { lower, upper } = estimate;
    return {
      ...estimate,
      tokens,
      ...(lower !== undefined && { lower: Math.min(lower, tokens) }),
      ...(upper !== undefined && { upper: Math.max(upper, tokens) }),
    };
  }
  const spread = Math.max(LEAST_SPREAD, DEVIATIONS * Math.sqrt(variance));
  const lower = Math.floor(tokens * Math.exp(-spread));
  return { ...estimate, tokens, lower, upper: Math.ceil(tokens * Math.exp(spread)) };
}
