import { createBm25Scorer } from "../../../relevance/bm25-scorer.js";
import type { RelevanceScorer } from "../../../relevance/relevance-scorer.js";
import type { Found, SelectionRule } from "../selection-rule.js";
import type { SelectionView } from "../selection-view.js";
import { DEFAULT_RELEVANCE } from "../smart-crusher-options.js";

/** Rows that score well against the query, the best first; at most half of the rows to show. */
export const relevantRows: SelectionRule = {
  name: "relevant",
  claim: "capped",
  find: (view) => bestOf(rateRows(view), view.cap),
};

/** The same for several choices among the same rows, which are rated once. */
export function relevantRowsOf(view: SelectionView): SelectionRule {
  let rated: readonly RatedRow[] | undefined;
  return {
    ...relevantRows,
    find({ cap }) {
      rated ??= rateRows(view);
      return bestOf(rated, cap);
    },
  };
}

interface RatedRow {
  readonly row: number;
  readonly score: number;
}

/** Rows that score well enough, the best first. */
function rateRows(view: SelectionView): readonly RatedRow[] {
  const { rows, options, query } = view;
  const scorer = scorerOf(view);
  if (scorer === undefined || query.trim() === "") return [];
  const texts = Array.from({ length: rows.length }, (_, row) => rows.textOf(row));
  return scorer
    .scoreBatch(texts, query)
    .map(({ score }, row) => ({ score, row }))
    .filter(({ score }) => score > 0 && score >= options.relevanceThreshold)
    .sort((a, b) => b.score - a.score || a.row - b.row);
}

function bestOf(rated: readonly RatedRow[], cap: number): Found {
  const room = Math.ceil(cap / 2);
  // Among equals at the end of the room none is more relevant than the others.
  const cut = rated[room]?.score ?? 0;
  const most = rated.slice(0, room).filter(({ score }) => score > cut).length;
  return { rows: rated.map(({ row }) => row), most };
}

function scorerOf({ options, scorer }: SelectionView): RelevanceScorer | undefined {
  const { tier, bm25K1, bm25B } = { ...DEFAULT_RELEVANCE, ...options.relevance };
  if (tier === "embedding") return scorer;
  if (tier === "hybrid" && scorer !== undefined) return scorer;
  return createBm25Scorer({ k1: bm25K1, b: bm25B });
}
