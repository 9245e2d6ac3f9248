/** The different lines of a text in order of first appearance, and which of them each line is. */
export interface DistinctLines {
  readonly texts: readonly string[];
  readonly sequence: Int32Array;
  /** How often each of them occurs. */
  readonly counts: readonly number[];
}

export function distinctLines(text: string): DistinctLines {
  const lines = text.split("\n");
  const texts: string[] = [];
  const counts: number[] = [];
  const sequence = new Int32Array(lines.length);
  const known = new Map<string, number>();
  for (const [k, line] of lines.entries()) {
    let index = known.get(line);
    if (index === undefined) {
      index = texts.length;
      known.set(line, index);
      texts.push(line);
      counts.push(0);
    }
    sequence[k] = index;
    counts[index] = (counts[index] as number) + 1;
  }
  return { texts, sequence, counts };
}
