import type { PartTable } from "./part-table.js";

/** What some lines have in common, and what each of them says in its places. */
export interface Shape {
  /** The wording before, between and behind the places. */
  readonly wording: readonly string[];
  readonly lines: readonly number[];
  /** The values of each line. */
  readonly rows: readonly (readonly string[])[];
}

/**
 * The pattern of lines that have their first `parts` parts in common or different; what follows in a line is one more part.
 */
export function shapeGroup(table: PartTable, lines: readonly number[], parts: number): Shape {
  const first = lines[0] as number;
  const firstText = table.lines[first] as string;
  const wording = [""];
  const rows: string[][] = lines.map(() => []);
  const put = (start: (line: number) => number, end: (line: number) => number): void => {
    const [from, to] = [start(first), end(first)];
    const { head, tail, longest } = commonEnds(table, lines, start, end);
    wording[wording.length - 1] += firstText.slice(from, from + head);
    if (head === longest) return;
    wording.push(firstText.slice(to - tail, to));
    for (let k = 0; k < lines.length; k++) {
      const line = lines[k] as number;
      (rows[k] as string[]).push((table.lines[line] as string).slice(start(line) + head, end(line) - tail));
    }
  };
  for (let k = 0; k < parts; k++)
    put(
      (line) => table.start(line, k),
      (line) => table.end(line, k),
    );
  if (parts < table.count(first))
    put(
      (line) => table.start(line, parts),
      (line) => (table.lines[line] as string).length,
    );
  return { wording, lines, rows };
}

/**
 * How many characters a stretch of each line shares with the others at both ends, without cutting a word or number in two.
 * Where the stretches are the same, `head` is as long as the longest.
 */
function commonEnds(
  table: PartTable,
  lines: readonly number[],
  start: (line: number) => number,
  end: (line: number) => number,
): { head: number; tail: number; longest: number } {
  const first = lines[0] as number;
  const text = table.lines[first] as string;
  const [from, to] = [start(first), end(first)];
  let head = to - from;
  let tail = to - from;
  let shortest = to - from;
  let longest = to - from;
  for (const line of lines) {
    const other = table.lines[line] as string;
    const [otherFrom, otherTo] = [start(line), end(line)];
    const length = otherTo - otherFrom;
    shortest = Math.min(shortest, length);
    longest = Math.max(longest, length);
    let k = 0;
    while (k < head && k < length && other.charCodeAt(otherFrom + k) === text.charCodeAt(from + k)) k++;
    head = k;
    k = 0;
    while (k < tail && k < length && other.charCodeAt(otherTo - 1 - k) === text.charCodeAt(to - 1 - k)) k++;
    tail = k;
  }
  if (head === longest) return { head, tail: 0, longest };
  while (head > 0 && isWordCharacter(text.charCodeAt(from + head - 1))) head--;
  tail = Math.min(tail, shortest - head);
  while (tail > 0 && isWordCharacter(text.charCodeAt(to - tail))) tail--;
  return { head, tail, longest };
}

/** Letters and digits; all that is not ASCII counts as one, so that no character is cut in two. */
export function isWordCharacter(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code > 127;
}
