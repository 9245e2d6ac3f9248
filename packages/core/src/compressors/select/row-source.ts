/** What stands in one cell of a column. */
export const CellKind = { absent: 0, null: 1, empty: 2, boolean: 3, number: 4, text: 5, list: 6, object: 7 } as const;
export type CellKind = (typeof CellKind)[keyof typeof CellKind];

/**
 * Whether a row reports an error. `stated`: a field says so (an error field, a status, level, HTTP status or exit code),
 * or a log line has the level. `mentioned`: an error word stands in a value, which prose may also do.
 */
export const ErrorEvidence = { none: 0, mentioned: 1, stated: 2 } as const;
export type ErrorEvidence = (typeof ErrorEvidence)[keyof typeof ErrorEvidence];

/** One field of all rows. Members of nested objects are columns of their own, named by their dotted path. */
export interface Column {
  readonly name: string;
  /** What the name tells about the values: a sum of `KeyTrait`. */
  readonly traits: number;
  kindOf(row: number): CellKind;
  /** The cell as it stands in the text; empty where it is absent. */
  sourceOf(row: number): string;
  /** The value of a number, also of one written as a string; NaN for everything else. */
  numberOf(row: number): number;
}

/** Rows to select from: elements of an array, members of an object, lines. */
export interface RowSource {
  readonly length: number;
  /** The row as it stands in the text. */
  sourceOf(row: number): string;
  /** The row as one searches it: escapes resolved. */
  textOf(row: number): string;
  errorEvidenceOf(row: number): ErrorEvidence;
  /** Rows have equal shape numbers if they are of one kind and, if objects, have the same keys at all levels. */
  shapeOf(row: number): number;
  columns(): readonly Column[];
}
