/** How well one item answers a context. */
export interface RelevanceScore {
  /** 0 (not at all) to 1. */
  readonly score: number;
  /** Why, in a few words. */
  readonly reason: string;
  /** The context's terms that the item holds, lower-cased. */
  readonly matchedTerms: readonly string[];
}

/**
 * Rates items against what was asked. Pure: equal items and context give equal scores.
 *
 * `scoreBatch` may weigh a term by how rare it is among the items, so an item's score depends on its batch.
 */
export interface RelevanceScorer {
  readonly name: string;
  /** How much an item has to do with a context, from 0 to 1. */
  score(item: string, context: string): RelevanceScore;
  /** Scores many items, which then are rated against each other; in their order. */
  scoreBatch(items: readonly string[], context: string): RelevanceScore[];
}
