/** Why a row is shown. */
export type RuleName =
  | "pinned"
  | "first"
  | "last"
  | "error"
  | "anchor"
  | "state-change"
  | "state"
  | "rare"
  | "outlier"
  | "change-point"
  | "extreme"
  | "category"
  | "relevant"
  | "context"
  | "summary"
  | "odd"
  | "trouble"
  | "heading"
  | "shape"
  | "fill"
  | "gap";

/** Which rows a rule asked for, and how many of those are shown. They may be shown for another reason as well. */
export interface RuleCount {
  readonly found: number;
  readonly kept: number;
  /** Columns that the rule looked at, where that says more than its name. */
  readonly columns?: readonly string[];
}

/** One value of a column, as it stands in the text. */
export interface ValueCount {
  readonly value: string;
  readonly count: number;
}

/** What a column holds over all rows. */
export interface ColumnFact {
  readonly column: string;
  /** Rows in which the column holds a value: not absent, not null. */
  readonly count: number;
  /** Number of distinct cells, where it was counted to the end. */
  readonly distinct?: number;
  /** All values of a category with few of them, the most frequent first. */
  readonly values?: readonly ValueCount[];
  /** The least and the greatest number or moment, as they stand in the text. */
  readonly min?: string;
  readonly max?: string;
  /** Whether the query names the column. */
  readonly isAsked: boolean;
  /** Whether an earlier fact is of a column that divides the rows in the same way. */
  readonly isCopy: boolean;
}

/** What was checked about the rows that are not shown, after they were chosen. */
export interface OmittedRows {
  readonly count: number;
  /** Characters of their text. */
  readonly characters: number;
  /** Rows in which a field or a log level states an error. */
  readonly errors: number;
  /** Further rows in which an error word stands. */
  readonly mentions: number;
  /** Whether they all have the same keys. */
  readonly alike: boolean;
  /** Columns of few values of which they have some only: which those are, and which they lack. */
  readonly only: readonly {
    readonly column: string;
    readonly values: readonly string[];
    readonly missing: readonly string[];
  }[];
  /** Numeric columns of which they have a smaller range than all rows. */
  readonly ranges: readonly { readonly column: string; readonly min: string; readonly max: string }[];
}

/** Which rows are shown, why, and what is known of the others. */
export interface Selection {
  /** Number of rows in all. */
  readonly total: number;
  /** Indexes of the rows that are shown, ascending. */
  readonly kept: readonly number[];
  readonly reasons: Readonly<Partial<Record<RuleName, RuleCount>>>;
  readonly omitted: OmittedRows;
  /** Facts of all rows; none unless `includeSummaries`. */
  readonly facts: readonly ColumnFact[];
  /** Columns that are the same in all rows, and their value as it stands in the text; none unless `factorOutConstants`. */
  readonly constants: readonly { readonly column: string; readonly value: string }[];
}
