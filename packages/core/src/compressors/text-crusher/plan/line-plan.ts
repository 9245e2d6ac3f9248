import type { PatternLine, PatternUse } from "../grammar/form-text.js";

/** A line that stands for itself, or a pattern with its values. */
export type Entry = string | PatternUse<string>;

/** How a text is going to be written: patterns in no order, and an entry for every line or several lines. */
export interface LinePlan {
  readonly patterns: readonly PlannedPattern[];
  readonly entries: readonly Entry[];
}

export interface PlannedPattern {
  readonly lines: readonly PatternLine[];
  readonly places: number;
}

/** A plan in which runs of entries that recur are one entry, which names them by their number. */
export interface FoldedPlan {
  readonly patterns: readonly PlannedPattern[];
  readonly entries: readonly FoldedEntry[];
  /** What recurs. One may hold others that come before it in this list. */
  readonly blocks: readonly (readonly FoldedEntry[])[];
}

export type FoldedEntry = Entry | number;
