import type { Run } from "./run.js";

/** A line number and what clients and `grep -n` write behind it. */
const NUMBERED = /^ {0,10}(\d{1,7})(→|\t|:|-| [|│])/;
/** Fields with tabs between them, of which the first is a number. */
const RECORD = /^\d+\t[^\t]+\t/;
const GAP = "--";
const LEAST_LINES = 5;

/**
 * Lines of one file with growing numbers in front: a file as a client shows it, or what `grep -n` found in it. An agent may
 * edit from them.
 */
export function numberedRun(lines: readonly string[], from: number): Run {
  let last = -1;
  let numbered = 0;
  let records = 0;
  let isSearch = false;
  let isContext = false;
  let line = from;
  for (; line < lines.length; line++) {
    const text = lines[line] as string;
    if (text === GAP && numbered > 0) continue;
    const [, digits, sign] = NUMBERED.exec(text) ?? [];
    const number = digits === undefined ? -1 : Number(digits);
    if (number <= last) break;
    // Lines around a match follow one another; other numbers with a dash are dates and the like.
    if (sign === "-" && number !== last + 1 && numbered > 0 && lines[line - 1] !== GAP) break;
    if (sign === ":") isSearch = true;
    if (sign === "-") isContext = true;
    if (RECORD.test(text)) records++;
    last = number;
    numbered++;
  }
  const found = numbered >= LEAST_LINES && 2 * records < numbered && (isSearch || !isContext);
  return { found, next: Math.max(line, from + 1) };
}
