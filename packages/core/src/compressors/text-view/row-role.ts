/** What a row is in its text. Roles are bits and add up. */
export const RowRole = {
  /** Tells nothing to a reader by itself: blanks, brackets, closing tags, encoded data, style sheets. */
  dull: 1,
  /** Warns of something, or tells of trouble in other words than those of errors. */
  trouble: 2,
  /** Goes on with what the row before it says: a frame of a stack trace, an indented line. */
  continuation: 4,
  /** A frame of a stack trace. */
  frame: 8,
  /** The heading of the rows behind it. */
  heading: 16,
  /** Sums up what came before: counts of tests, errors, warnings. */
  summary: 32,
} as const;
export type RowRole = (typeof RowRole)[keyof typeof RowRole];
