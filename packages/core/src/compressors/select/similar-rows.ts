import { scanTerms } from "../../relevance/scan-terms.js";
import { CellKind, type RowSource } from "./row-source.js";

/** Rows looked at for one comparison; keeps the work linear when very many rows are shown. */
const MOST_COMPARED = 256;
const PARTS: readonly CellKind[] = [CellKind.text, CellKind.number, CellKind.boolean, CellKind.list];

/** Tells whether a row's values say what a row that was added says. */
export interface SimilarRows {
  add(row: number): void;
  /** Whether the words of the row's values and those of an added row overlap by `threshold` (shared over all) or more. */
  has(row: number, threshold: number): boolean;
}

/** Keys are left out of the comparison: they are alike in all rows. */
export function createSimilarRows(rows: RowSource): SimilarRows {
  const added: ReadonlySet<number>[] = [];
  const wordsOf = (row: number): Set<number> => {
    const words = new Set<number>();
    const columns = rows.columns();
    if (columns.length === 0) scanTerms(rows.textOf(row), (hash) => words.add(hash));
    columns.forEach((column, index) => {
      // Equal words of different columns are different values.
      if (PARTS.includes(column.kindOf(row)))
        scanTerms(column.sourceOf(row), (hash) => words.add(Math.imul(hash, 31) + index));
    });
    return words;
  };
  return {
    add(row) {
      if (added.length === MOST_COMPARED) added.shift();
      added.push(wordsOf(row));
    },
    has(row, threshold) {
      const words = wordsOf(row);
      return added.some((other) => overlap(words, other) >= threshold);
    },
  };
}

function overlap(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  if (a.size === 0 && b.size === 0) return 1;
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared / (a.size + b.size - shared);
}
