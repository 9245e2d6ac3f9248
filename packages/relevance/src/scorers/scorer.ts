import type { AsyncRelevanceScorer, RelevanceScore } from "@headroom/core";

/** Rates items against what was asked. It is what the option `relevance` of an optimizer takes, and good for use alone. */
export interface Scorer extends AsyncRelevanceScorer {
  /** How much an item has to do with a context, from 0 to 1. */
  score(item: string, context: string): Promise<RelevanceScore>;
  scoreBatch(items: readonly string[], context: string): Promise<RelevanceScore[]>;
  /** The same with names. */
  scoreItems(batch: { readonly items: readonly string[]; readonly query: string }): Promise<RelevanceScore[]>;
  /** Whether meaning is looked at, and not words alone. */
  hasEmbeddingSupport(): boolean;
}

/** A score for an item of which nothing is relevant. */
export const NOTHING: RelevanceScore = Object.freeze({ score: 0, reason: "nothing in common", matchedTerms: [] });

/** A scorer from the one way in which it rates. */
export function scorerOf(
  name: string,
  isByMeaning: boolean,
  rate: (items: readonly string[], context: string) => Promise<RelevanceScore[]>,
): Scorer {
  const scoreBatch: Scorer["scoreBatch"] = async (items, context) =>
    context.trim() === "" ? items.map(() => NOTHING) : rate(items, context);
  return Object.freeze({
    name,
    scoreBatch,
    score: async (item: string, context: string) => (await scoreBatch([item], context))[0] ?? NOTHING,
    scoreItems: ({ items, query }: Parameters<Scorer["scoreItems"]>[0]) => scoreBatch(items, query),
    hasEmbeddingSupport: () => isByMeaning,
  });
}
