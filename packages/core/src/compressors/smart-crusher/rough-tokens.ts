/**
 * About how many tokens a piece of JSON or of a table has. Good enough to choose between two ways to write the same values;
 * the whole is counted exactly afterwards.
 */
export function roughTokens(text: string): number {
  return text.length / 3;
}
