/** First line of a text that stands where a JSON value stood, so that the value and not a string is put back. */
const VALUE_MARK = "<headroom:value>\n";

export function markValue(text: string): string {
  return VALUE_MARK + text;
}

/** What follows the mark, or `undefined` for a text that does not begin with it. */
export function unmarkValue(text: string): string | undefined {
  return text.startsWith(VALUE_MARK) ? text.slice(VALUE_MARK.length) : undefined;
}
