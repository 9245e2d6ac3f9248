import type { TextRows } from "./text-rows.js";

/** A piece of text that stands in many rows, word for word. */
export interface Phrase {
  readonly text: string;
  /** Number of rows that hold it. */
  readonly count: number;
  /** For each row, how many rows before it hold the phrase; one entry more than there are rows. */
  readonly before: Int32Array;
}

const MOST_PHRASES = 4;
const MOST_TRIED = 12;
/** Phrases in fewer of the rows tell little. */
const LEAST_SHARE = 0.05;
const LEAST_ROWS = 8;
/** Single words tell little, unless they are long. */
const SHORTEST = 5;
const SHORTEST_WORD = 9;
const LONGEST = 40;
/** Words that vary from row to row: with digits, paths, identifiers. */
const VARIABLE = /[^\s"'()[\]{}<>,;=|]*[\d_/\\.][^\s"'()[\]{}<>,;=|]*/;

/** The phrases that say of most rows what they are about, each counted in all rows. */
export function findPhrases(rows: TextRows): readonly Phrase[] {
  const least = Math.max(LEAST_ROWS, rows.length * LEAST_SHARE);
  const tried = new Set<string>();
  const phrases: Phrase[] = [];
  for (const row of samples(rows, least)) {
    const text = constantPart(rows.sourceOf(row));
    if (text === undefined || phrases.some((phrase) => phrase.text.includes(text) || text.includes(phrase.text)))
      continue;
    if (tried.has(text)) continue;
    tried.add(text);
    const phrase = countPhrase(rows, text);
    if (phrase.count >= least) phrases.push(phrase);
    if (phrases.length === MOST_PHRASES) break;
  }
  return phrases.sort((a, b) => b.count - a.count);
}

/** A row of each frequent shape, the most frequent first. */
function samples(rows: TextRows, least: number): number[] {
  const shapes = new Map<number, { row: number; count: number }>();
  for (let row = 0; row < rows.length; row++) {
    const known = shapes.get(rows.shapeOf(row));
    if (known === undefined) shapes.set(rows.shapeOf(row), { row, count: 1 });
    else known.count++;
  }
  return [...shapes.values()]
    .filter(({ count }) => count >= least)
    .sort((a, b) => b.count - a.count || a.row - b.row)
    .slice(0, MOST_TRIED)
    .map(({ row }) => row);
}

/** The longest run of words in a row that do not vary. */
function constantPart(source: string): string | undefined {
  let best = "";
  for (const piece of source.slice(0, 400).split(VARIABLE)) {
    for (const run of piece.split(/["'()[\]{}<>,;=|:]|\s{2,}/)) {
      const words = run.trim();
      if (/\p{L}{3}/u.test(words) && words.length > best.length) best = words;
    }
  }
  if (best.length > LONGEST) best = best.slice(0, best.lastIndexOf(" ", LONGEST)).trimEnd() || best.slice(0, LONGEST);
  return best.length < (best.includes(" ") ? SHORTEST : SHORTEST_WORD) ? undefined : best;
}

function countPhrase(rows: TextRows, text: string): Phrase {
  const before = new Int32Array(rows.length + 1);
  let count = 0;
  let next = rows.text.indexOf(text);
  for (let row = 0; row < rows.length; row++) {
    before[row] = count;
    if (next >= 0 && next < rows.startOf(row)) next = rows.text.indexOf(text, rows.startOf(row));
    if (next >= 0 && next + text.length <= rows.endOf(row)) count++;
  }
  before[rows.length] = count;
  return { text, count, before };
}
