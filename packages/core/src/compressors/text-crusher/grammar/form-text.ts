/**
 * What a form of lines says.
 *
 * ```
 * Patterns of lines, {} for each value:
 * #1 = GET {} took {} ms
 * #2 = #1 /items/{} 7            pattern 1 with these values, of which a part is left open
 * #3 = copy {} to {}             a pattern of two lines
 * +removed {1}                   the first value again
 * Text, "#1 a b" for …:          how to read what follows
 * a line that stands for itself
 * #1 /users 3
 * #1 ^ 4                         /users 4: values like those above are left out
 * #2x2
 * 17
 * 18
 * #4:2                           the next two lines, as they stand here, are what #4 means
 * #3 a.txt b.txt
 * another line
 * #4
 * \#1 a line that begins like the number of a pattern
 * ```
 */
export interface FormText {
  readonly patterns: readonly Pattern[];
  readonly statements: readonly Statement[];
}

/** What one or more lines have in common. */
export type Pattern = readonly PatternLine[];

/** A line with places, or another pattern with values that may have places. */
export type PatternLine = Template | PatternUse<Template>;

/**
 * Wording and the places of values: a number says which value stands there. Values are numbered, from 0, in the order in
 * which they are first mentioned, and may be mentioned again; the lines of one pattern share their values.
 */
export type Template = readonly (string | number)[];

export interface PatternUse<Value> {
  readonly pattern: number;
  readonly values: readonly Value[];
}

/** A line that stands for itself, a pattern with the values of one line after another, or lines that recur. */
export type Statement = string | PatternRows | Block;

export interface PatternRows {
  readonly pattern: number;
  readonly rows: readonly (readonly string[])[];
}

/** Lines that recur. They stand where they come first; `times` counts how often they come there. */
export interface Block {
  readonly block: number;
  readonly times: number;
  readonly lines?: readonly Statement[];
}

export const HEADING = "Patterns of lines, ";
/** What the line begins with that says how to read the text. */
export const READING = "Text, ";
/** What a further line of a pattern begins with. */
export const CONTINUED = "+";
