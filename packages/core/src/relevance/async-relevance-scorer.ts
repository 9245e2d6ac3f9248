import type { MaybePromise } from "../maybe-promise.js";
import type { RelevanceScore } from "./relevance-scorer.js";

/**
 * Rates items against what was asked by means outside of this process, such as embeddings: it may take its time, fail, and rate
 * the same items otherwise another time. What it says of a tool result is written down and counts for the rest of the
 * conversation.
 */
export interface AsyncRelevanceScorer {
  readonly name: string;
  /** One score for each item, in their order. */
  scoreBatch(items: readonly string[], context: string): MaybePromise<readonly Pick<RelevanceScore, "score">[]>;
}
