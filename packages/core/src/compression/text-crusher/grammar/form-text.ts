/**
 * What a form of lines says.
 *
 * ```
 * Patterns of lines, <*> for each value:
 * #1 = GET /items/<*> took <*> ms
 * #2 = a pattern
 * + of two lines
 * Text, "#1 a b" for pattern 1 with values a and b; "#1x3" for three, their values below:
 * a line that stands for itself
 * #1 17 3
 * #1x2
 * 18 4
 * 19 4
 * #2
 * \#1 a line that begins like the number of a pattern
 * ```
 */
export interface FormText {
  readonly patterns: readonly Pattern[];
  readonly statements: readonly Statement[];
}

/** The wording before, between and behind the places of values. Where it holds line feeds it is of several lines. */
export type Pattern = readonly string[];

/** A line that stands for itself, or a pattern with the values of one line after another. */
export type Statement = string | PatternLines;

export interface PatternLines {
  readonly pattern: number;
  readonly rows: readonly (readonly string[])[];
}

export const HEADING = "Patterns of lines, ";
/** What a further line of a pattern begins with. */
export const CONTINUED = "+ ";
