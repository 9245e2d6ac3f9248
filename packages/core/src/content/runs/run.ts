/** What stands at a line: a run of lines up to `next`, or nothing that begins before `next`. */
export interface Run {
  readonly found: boolean;
  /** Index of a line behind the one asked about. */
  readonly next: number;
}

/**
 * Looks whether lines of one structure begin at a line; lines come without what ends them. Reads no further than `next`, so that asking about every line in
 * turn takes linear time.
 */
export type FindRun = (lines: readonly string[], from: number) => Run;

/** Nothing begins at a line. */
export function noRun(from: number): Run {
  return { found: false, next: from + 1 };
}
