import { type Bm25Options, createBm25Scorer, HeadroomError, type RelevanceScore } from "@headroom/core";
import type { Embedder } from "../embedder.js";
import { checkEmbedder } from "./embedding-scorer.js";
import { type Scorer, scorerOf } from "./scorer.js";
import { type SimilarityOptions, similaritiesBy } from "./similarities.js";
import { wordWeight } from "./word-weight.js";

/** How words and meaning are weighed. */
export interface HybridOptions extends SimilarityOptions {
  /** What words count against meaning, 0 to 1. @default 0.5 */
  readonly alpha?: number;
  /** Whether words count more where the context asks for ids, hosts and the like. @default true */
  readonly adaptive?: boolean;
  readonly bm25?: Bm25Options;
}

/** Without embeddings an item that shares a word scores at least this, and this much more from two words on. */
const LEAST_MATCH = 0.3;
const SECOND_MATCH = 0.2;

/**
 * Rates items by their words and by their meaning together. Without an embedder by their words alone, which then count more.
 *
 * @throws HeadroomError `invalid-option` naming the option and what is allowed.
 * @example
 * const optimizer = createOptimizer({ dialect, compressors, decisions, relevance: createHybridScorer(embedder) });
 */
export function createHybridScorer(embedder?: Embedder, options: HybridOptions = {}): Scorer {
  const { alpha = 0.5, adaptive = true, bm25, ...rest } = options;
  if (!(alpha >= 0 && alpha <= 1)) {
    throw new HeadroomError("invalid-option", `alpha is ${alpha}; it must be a number from 0 to 1.`);
  }
  const words = createBm25Scorer(bm25);
  if (embedder === undefined) {
    return scorerOf("hybrid (words only)", false, async (items, context) =>
      words.scoreBatch(items, context).map(liftedMatch),
    );
  }
  checkEmbedder(embedder);
  const similaritiesOf = similaritiesBy(embedder, rest);
  return scorerOf(`hybrid (${embedder.name})`, true, async (items, context) => {
    const weight = adaptive ? wordWeight(context, alpha) : alpha;
    const similarities = await similaritiesOf(items, context);
    return words.scoreBatch(items, context).map((byWords, item) => mixed(byWords, similarities[item], weight));
  });
}

function mixed(byWords: RelevanceScore, similarity: number | undefined, weight: number): RelevanceScore {
  const score = Math.min(1, weight * byWords.score + (1 - weight) * (similarity ?? 0));
  const meaning = similarity === undefined ? "meaning not looked at" : `similarity ${similarity.toFixed(2)}`;
  return { score, reason: `Hybrid: ${byWords.reason}; ${meaning}`, matchedTerms: byWords.matchedTerms };
}

function liftedMatch(byWords: RelevanceScore): RelevanceScore {
  const matches = byWords.matchedTerms.length;
  if (matches === 0) return byWords;
  const lifted = Math.max(byWords.score, LEAST_MATCH) + (matches > 1 ? SECOND_MATCH : 0);
  return { ...byWords, score: Math.min(1, lifted) };
}
