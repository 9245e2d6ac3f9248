const WORD = /[^\s"'()[\]{}<>=,;|]+/g;

/** A line as separators and words in turn; the first and the last entry are separators, maybe empty. */
export function splitWords(line: string): string[] {
  const parts: string[] = [];
  let at = 0;
  for (const match of line.matchAll(WORD)) {
    parts.push(line.slice(at, match.index), match[0]);
    at = match.index + match[0].length;
  }
  parts.push(line.slice(at));
  return parts;
}

const VALUE = /[0-9/\\]/;

/** The line with its values masked: equal for lines of one wording. */
export function maskOf(parts: readonly string[]): string {
  return parts.map((part, k) => (k % 2 === 1 && VALUE.test(part) ? "\u0000" : part)).join("");
}
