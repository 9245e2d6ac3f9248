import { type Bm25Options, createBm25Scorer, HeadroomError } from "@headroom/core";
import type { Embedder } from "../embedder.js";
import { createEmbeddingScorer } from "./embedding-scorer.js";
import { createHybridScorer } from "./hybrid-scorer.js";
import { type Scorer, scorerOf } from "./scorer.js";
import type { SimilarityOptions } from "./similarities.js";

/** How items are rated: by their words, by their meaning, or by both. Capital letters do not matter. */
export type ScorerTier = "bm25" | "embedding" | "hybrid";

const TIERS: readonly ScorerTier[] = ["bm25", "embedding", "hybrid"];

/** Which scorer, and what it is made of. */
export interface ScorerOptions extends SimilarityOptions {
  /** @default "hybrid" */
  readonly tier?: ScorerTier | Uppercase<ScorerTier> | Capitalize<ScorerTier>;
  /** Another name of `tier`. */
  readonly scorerType?: ScorerOptions["tier"];
  /** Needed for `embedding`; `hybrid` goes by words alone without it. */
  readonly embedder?: Embedder;
  /** What words count against meaning, 0 to 1. @default 0.5 */
  readonly hybridAlpha?: number;
  /** Whether words count more where the context asks for ids, hosts and the like. @default true */
  readonly adaptiveAlpha?: boolean;
  /** @default 1.5 */
  readonly bm25K1?: number;
  /** @default 0.75 */
  readonly bm25B?: number;
}

/**
 * Creates a scorer by the name of its kind, or by options.
 *
 * @throws HeadroomError `invalid-option` for a kind that there is not, `embedding` without an embedder, or an option out of range.
 * @example
 * createScorer("bm25");
 * createScorer({ tier: "hybrid", embedder });
 */
export function createScorer(input: ScorerTier | ScorerOptions = {}): Scorer {
  const options: ScorerOptions = typeof input === "string" ? { tier: input } : input;
  const { tier = "hybrid", scorerType = tier, embedder, hybridAlpha, adaptiveAlpha, maxItems, maxCharacters } = options;
  const bm25: Bm25Options = {
    ...(options.bm25K1 !== undefined && { k1: options.bm25K1 }),
    ...(options.bm25B !== undefined && { b: options.bm25B }),
  };
  const similarity: SimilarityOptions = {
    ...(maxItems !== undefined && { maxItems }),
    ...(maxCharacters !== undefined && { maxCharacters }),
  };
  switch (tierOf(scorerType)) {
    case "bm25": {
      const words = createBm25Scorer(bm25);
      return scorerOf("bm25", false, async (items, context) => words.scoreBatch(items, context));
    }
    case "embedding":
      return createEmbeddingScorer(embedder as Embedder, similarity);
    case "hybrid":
      return createHybridScorer(embedder, {
        ...similarity,
        bm25,
        ...(hybridAlpha !== undefined && { alpha: hybridAlpha }),
        ...(adaptiveAlpha !== undefined && { adaptive: adaptiveAlpha }),
      });
  }
}

function tierOf(tier: string): ScorerTier {
  const known = TIERS.find((each) => each === String(tier).toLowerCase());
  if (known !== undefined) return known;
  throw new HeadroomError("invalid-option", `tier is ${JSON.stringify(tier)}; it must be one of ${TIERS.join(", ")}.`);
}
