import type { Run } from "./run.js";

/** A line number and what clients and `grep -n` write behind it. */
const NUMBERED = /^ {0,10}(\d{1,7})(?:→|\t|:|-| [|│])/;
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
  let line = from;
  for (; line < lines.length; line++) {
    const text = lines[line] as string;
    if (text === GAP && numbered > 0) continue;
    const match = NUMBERED.exec(text);
    const number = match === null ? -1 : Number(match[1]);
    if (number <= last) break;
    if (RECORD.test(text)) records++;
    last = number;
    numbered++;
  }
  return numbered >= LEAST_LINES && 2 * records < numbered
    ? { found: true, next: line }
    : { found: false, next: Math.max(line, from + 1) };
}
