import type { Pattern } from "../grammar/form-text.js";

/** A pattern and how each of its lines fills it. */
export interface Shape {
  readonly pattern: Pattern;
  readonly rows: readonly (readonly string[])[];
}

/** What lines of equally many parts have in common as a pattern, the rest as values. */
export function shapeGroup(lines: readonly (readonly string[])[]): Shape {
  const [first] = lines as [readonly string[]];
  const wording: string[] = [""];
  const rows: string[][] = lines.map(() => []);
  for (let k = 0; k < first.length; k++) {
    const texts = lines.map((parts) => parts[k] as string);
    const literal = first[k] as string;
    if (texts.every((text) => text === literal)) {
      wording[wording.length - 1] += literal;
      continue;
    }
    const { head, tail } = commonEnds(texts);
    wording[wording.length - 1] += literal.slice(0, head);
    wording.push(literal.slice(literal.length - tail));
    for (const [row, text] of texts.entries()) rows[row]?.push(text.slice(head, text.length - tail));
  }
  return { pattern: wording, rows };
}

const WORD_CHARACTER = /[\p{L}\p{N}]/u;

/** How many characters all texts share at both ends, without cutting a word or number in two. */
function commonEnds(texts: readonly string[]): { head: number; tail: number } {
  const [first] = texts as [string];
  let head = first.length;
  let tail = first.length;
  let shortest = first.length;
  for (const text of texts) {
    shortest = Math.min(shortest, text.length);
    let k = 0;
    while (k < head && text[k] === first[k]) k++;
    head = k;
    k = 0;
    while (k < tail && text[text.length - 1 - k] === first[first.length - 1 - k]) k++;
    tail = k;
  }
  while (head > 0 && WORD_CHARACTER.test(first[head - 1] as string)) head--;
  while (tail > 0 && WORD_CHARACTER.test(first[first.length - tail] as string)) tail--;
  if (head + tail > shortest) tail = Math.max(0, shortest - head);
  return { head, tail };
}
