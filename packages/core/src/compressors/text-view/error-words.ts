import type { Gap } from "./gaps.js";
import type { TextRows } from "./text-rows.js";

/**
 * Words of which a view says in how many of the omitted rows they stand: as letters in any case, also within longer words.
 * Nothing is interpreted, so that everybody can check it.
 */
const ERROR_WORDS: readonly string[] = ["error", "fail", "exception", "fatal", "panic"];
const ANY = new RegExp(ERROR_WORDS.join("|"), "gi");

/** Of each row, which error words begin in it: bits in the order of the words. */
export type ErrorWordMarks = Uint8Array;

export function markErrorWords(rows: TextRows): ErrorWordMarks {
  const marks = new Uint8Array(rows.length);
  let row = 0;
  for (const { 0: word, index } of rows.text.matchAll(ANY)) {
    while (row + 1 < rows.length && rows.startOf(row + 1) <= index) row++;
    marks[row] = (marks[row] as number) | (1 << ERROR_WORDS.indexOf(word.toLowerCase()));
  }
  return marks;
}

/** In how many rows of the gaps each word stands. */
export function countErrorWords(
  marks: ErrorWordMarks,
  gaps: readonly Gap[],
): readonly { readonly word: string; readonly count: number }[] {
  return ERROR_WORDS.map((word, bit) => {
    let count = 0;
    for (const { from, to } of gaps) for (let row = from; row < to; row++) count += ((marks[row] as number) >> bit) & 1;
    return { word, count };
  });
}
