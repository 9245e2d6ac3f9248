/** Header lines in wire order: name, value, name, value. Names keep their case; a name may come more than once. */
export type HeaderLines = readonly string[];

/** The value of the first line of this name. `name` is in lower case. */
export function headerValue(lines: HeaderLines, name: string): string | undefined {
  for (let at = 0; at + 1 < lines.length; at += 2) {
    const candidate = lines[at] as string;
    if (candidate.length === name.length && candidate.toLowerCase() === name) return lines[at + 1];
  }
  return undefined;
}

/** Calls `keep` with each name in lower case and gives the lines for which it says yes. */
export function filterLines(lines: HeaderLines, keep: (name: string) => boolean): string[] {
  const kept: string[] = [];
  for (let at = 0; at + 1 < lines.length; at += 2) {
    const name = lines[at] as string;
    if (keep(name.toLowerCase())) kept.push(name, lines[at + 1] as string);
  }
  return kept;
}
