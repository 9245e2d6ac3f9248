import type { PatternLine, PatternUse, Template } from "../grammar/form-text.js";

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

/** A template with other templates in its places. */
export function fillTemplate(template: Template, values: readonly Template[]): Template {
  const filled: string[] = [template[0] as string];
  for (const [k, value] of values.entries()) {
    filled[filled.length - 1] += value[0] as string;
    filled.push(...value.slice(1));
    filled[filled.length - 1] += template[k + 1] as string;
  }
  return filled;
}
