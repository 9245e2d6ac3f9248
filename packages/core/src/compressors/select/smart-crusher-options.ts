import { checkOptions, isRecord, type OptionKinds } from "../../options/check-options.js";
import {
  COUNT,
  FLAG,
  NUMBER_FROM_ZERO,
  type OptionKind,
  oneOf,
  POSITIVE_COUNT,
  POSITIVE_NUMBER,
  SHARE,
} from "../../options/option-kind.js";

/** Which scorer rates rows against the query: BM25, or one that is passed in for the selection. */
export type RelevanceTier = "bm25" | "hybrid" | "embedding";

export interface RelevanceOptions {
  /**
   * `bm25` compares words. `hybrid` uses the scorer that is passed in for the selection, and BM25 without one.
   * `embedding` uses that scorer only: without one no row counts as relevant. @default "hybrid"
   */
  readonly tier?: RelevanceTier;
  /** How soon repetition of a term stops to count. @default 1.5 */
  readonly bm25K1?: number;
  /** How much long rows are held back, 0 to 1. @default 0.75 */
  readonly bm25B?: number;
  /** Counts where `relevanceThreshold` of the crusher itself is not set. */
  readonly relevanceThreshold?: number;
}

/** What of a list of rows is shown when not all of it can be. */
export interface SmartCrusherOptions {
  /** @default true */
  readonly enabled: boolean;
  /** Lists with fewer rows are shown whole. @default 5 */
  readonly minItemsToAnalyze: number;
  /** Texts of up to this many tokens are shown whole. @default 200 */
  readonly minTokensToCrush: number;
  /** Rows to show; errors, anomalies and exact matches of the query may go beyond it. @default 50 */
  readonly maxItemsAfterCrush: number;
  /** Rows always shown from the start. @default 3 */
  readonly keepFirst: number;
  /** Rows always shown from the end. @default 2 */
  readonly keepLast: number;
  /** Rows that score this much against the query are shown, 0 to 1. @default 0.3 */
  readonly relevanceThreshold: number;
  /** Numbers this many standard deviations from the mean of their column are anomalies. @default 2 */
  readonly anomalyStdThreshold: number;
  /** Shows every row with an error. @default true */
  readonly preserveErrors: boolean;
  /** A shift of a column's level by this many times its noise is a change point. @default 2 */
  readonly varianceThreshold: number;
  /** A column with at most this share of distinct values is a category, 0 to 1. @default 0.1 */
  readonly uniquenessThreshold: number;
  /** A row that shares this share of its values' words with a shown row adds nothing and is not used to fill up, 0 to 1. @default 0.8 */
  readonly similarityThreshold: number;
  /** Shows where the level of a numeric column changes. @default true */
  readonly preserveChangePoints: boolean;
  /** Says once what is the same in all rows. @default true */
  readonly factorOutConstants: boolean;
  /** Says what the columns of all rows hold: values with counts, ranges. @default true */
  readonly includeSummaries: boolean;
  readonly relevance: RelevanceOptions;
}

export const DEFAULT_RELEVANCE = Object.freeze({ tier: "hybrid", bm25K1: 1.5, bm25B: 0.75 }) satisfies RelevanceOptions;

const DEFAULTS: SmartCrusherOptions = Object.freeze({
  enabled: true,
  minItemsToAnalyze: 5,
  minTokensToCrush: 200,
  maxItemsAfterCrush: 50,
  keepFirst: 3,
  keepLast: 2,
  relevanceThreshold: 0.3,
  anomalyStdThreshold: 2,
  preserveErrors: true,
  varianceThreshold: 2,
  uniquenessThreshold: 0.1,
  similarityThreshold: 0.8,
  preserveChangePoints: true,
  factorOutConstants: true,
  includeSummaries: true,
  relevance: DEFAULT_RELEVANCE,
});

const RECORD: OptionKind = { says: "an object", accepts: isRecord };

const KINDS: OptionKinds<SmartCrusherOptions> = {
  enabled: FLAG,
  minItemsToAnalyze: COUNT,
  minTokensToCrush: COUNT,
  maxItemsAfterCrush: POSITIVE_COUNT,
  keepFirst: COUNT,
  keepLast: COUNT,
  relevanceThreshold: SHARE,
  anomalyStdThreshold: POSITIVE_NUMBER,
  preserveErrors: FLAG,
  varianceThreshold: POSITIVE_NUMBER,
  uniquenessThreshold: SHARE,
  similarityThreshold: SHARE,
  preserveChangePoints: FLAG,
  factorOutConstants: FLAG,
  includeSummaries: FLAG,
  relevance: RECORD,
};

const TIERS: readonly string[] = ["bm25", "hybrid", "embedding"] satisfies RelevanceTier[];
const RELEVANCE_KINDS: OptionKinds<RelevanceOptions> = {
  tier: oneOf(TIERS),
  bm25K1: NUMBER_FROM_ZERO,
  bm25B: SHARE,
  relevanceThreshold: SHARE,
};

/**
 * Checks options and fills in the defaults. The result is frozen. An option that is `undefined` counts as not given. `name`
 * is what errors call the options.
 *
 * @throws HeadroomError `invalid-option` naming the option and what it accepts.
 * @example
 * resolveSmartCrusherOptions({ maxItemsAfterCrush: 20 }).keepFirst; // 3
 */
export function resolveSmartCrusherOptions(
  input: Partial<SmartCrusherOptions> = {},
  name = "smartCrusher",
): SmartCrusherOptions {
  const given = checkOptions<Partial<SmartCrusherOptions>>(name, input, KINDS);
  const relevance = checkOptions<RelevanceOptions>(`${name}.relevance`, given.relevance ?? {}, RELEVANCE_KINDS);
  return Object.freeze({
    ...DEFAULTS,
    ...(relevance.relevanceThreshold !== undefined && { relevanceThreshold: relevance.relevanceThreshold }),
    ...given,
    relevance: Object.freeze({ ...DEFAULT_RELEVANCE, ...relevance }),
  });
}
