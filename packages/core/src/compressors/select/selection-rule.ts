import type { RuleName } from "./selection.js";
import type { SelectionView } from "./selection-view.js";

/** Rows that a rule asks for. */
export interface Found {
  /** All that meet the rule's condition, the most important first. */
  readonly rows: readonly number[];
  /** How many of them, from the first on, it asks to show. @default all */
  readonly most?: number;
  /** Columns in which they were found, where that says more than the rule's name. */
  readonly columns?: readonly string[];
}

/**
 * One reason to show rows. A rule is pure and linear, or n log n, in the rows.
 *
 * `claim` says how the rows count: `always`; up to a ceiling of their own for `errors` and one for all `exempt` rules, in
 * order; or `capped`, as long as fewer rows than the cap are shown.
 */
export interface SelectionRule {
  readonly name: RuleName;
  readonly claim: "always" | "errors" | "exempt" | "capped";
  /** `isKept` tells which rows earlier rules have taken. */
  find(view: SelectionView, isKept: (row: number) => boolean): Found;
}
