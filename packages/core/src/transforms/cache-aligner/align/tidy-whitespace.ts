/** What of a text's white space is put in order. */
export interface Tidiness {
  readonly normalizeWhitespace: boolean;
  readonly collapseBlankLines: boolean;
}

/**
 * A text with its white space in order: line feeds only, no blanks at the ends of lines, one blank line where there were
 * several. Blanks within and at the beginning of lines stay, for they may mean something.
 */
export function tidyWhitespace(text: string, { normalizeWhitespace, collapseBlankLines }: Tidiness): string {
  let tidy = text;
  if (normalizeWhitespace) tidy = tidy.replace(/\r\n?/g, "\n").replace(/(?<![ \t])[ \t]+(?=\n|$)/g, "");
  if (collapseBlankLines) tidy = tidy.replace(/(\r?\n)(?:[ \t]*\r?\n){2,}/g, "$1$1");
  return tidy;
}
