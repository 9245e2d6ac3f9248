import { createBm25Scorer } from "../../../relevance/bm25-scorer.js";
import type { RelevanceScorer } from "../../../relevance/relevance-scorer.js";
import type { SelectionRule } from "../selection-rule.js";
import type { SelectionView } from "../selection-view.js";
import { DEFAULT_RELEVANCE } from "../smart-crusher-options.js";

/** Rows that score well against the query, the best first; at most half of the rows to show. */
export const relevantRows: SelectionRule = {
  name: "relevant",
  claim: "capped",
  find(view) {
    const { rows, options, query, cap } = view;
    const scorer = scorerOf(view);
    if (scorer === undefined || query.trim() === "") return { rows: [] };
    const texts = Array.from({ length: rows.length }, (_, row) => rows.textOf(row));
    const scores = scorer.scoreBatch(texts, query).map(({ score }) => score);
    const relevant = scores
      .map((score, row) => ({ score, row }))
      .filter(({ score }) => score > 0 && score >= options.relevanceThreshold)
      .sort((a, b) => b.score - a.score || a.row - b.row);
    const room = Math.ceil(cap / 2);
    // Among equals at the end of the room none is more relevant than the others.
    const cut = relevant[room]?.score ?? 0;
    const most = relevant.slice(0, room).filter(({ score }) => score > cut).length;
    return { rows: relevant.map(({ row }) => row), most };
  },
};

function scorerOf({ options, scorer }: SelectionView): RelevanceScorer | undefined {
  const { tier, bm25K1, bm25B } = { ...DEFAULT_RELEVANCE, ...options.relevance };
  if (tier === "embedding") return scorer;
  if (tier === "hybrid" && scorer !== undefined) return scorer;
  return createBm25Scorer({ k1: bm25K1, b: bm25B });
}
