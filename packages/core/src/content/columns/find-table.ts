import { isLogLine } from "../is-log-line.js";
import { type ColumnLayout, splitLine } from "./column-layout.js";
import { findLayout } from "./find-layout.js";
import { isHeader } from "./is-header.js";
import { isRuler } from "./is-ruler.js";

const LEAST_LINES = 4;
/** Lines in a row within the first block that are no part of the table. */
const MAX_OTHERS = 2;
/** What tables without names or bars must have. */
const LEAST_COLUMNS = 3;
const LEAST_NAMELESS = 6;

const GAP = /\S {2,}\S/;
const BARS = /[|│┃║].*[|│┃║]/;
/** `ls -l` pads some columns only where it must. */
const MODE = /^[-dlbcps][-rwxsStT]{9}[.+@]? +\d+ /;

/** The layout of a table that begins at a line, if one does, and the line behind the block that was looked at. */
export interface TableStart {
  readonly layout: ColumnLayout | undefined;
  readonly next: number;
}

/** Looks at the lines from one with gaps up to an empty one: whether they have columns, and what these look like. */
export function findTable(lines: readonly string[], from: number): TableStart {
  const first = lines[from] ?? "";
  const begins = isGappy(first) || (isRuler(first) && isGappy(lines[from + 1] ?? ""));
  if (!begins) return { layout: undefined, next: from + 1 };
  const { block, next } = firstBlock(lines, from);
  const layout = block.length < LEAST_LINES || isLog(block) ? undefined : findLayout(block);
  return { layout: layout !== undefined && isTable(layout, block) ? layout : undefined, next };
}

/** Whether a line is a row of a table, or drawn, or nothing but padding. */
export function isTableLine(layout: ColumnLayout, line: string): boolean {
  const isPadding = line !== "" && line.trim() === "";
  return isPadding || isRuler(line) || (isGappy(line) && splitLine(layout, line) !== undefined);
}

/** The lines with gaps up to an empty line or several lines without. */
function firstBlock(lines: readonly string[], from: number): { block: string[]; next: number } {
  const block: string[] = [];
  let others = 0;
  let line = from;
  for (; line < lines.length && others <= MAX_OTHERS; line++) {
    const text = lines[line] as string;
    if (text === "") break;
    if (isRuler(text) || text.trim() === "") continue;
    if (isGappy(text)) block.push(text);
    others = isGappy(text) ? 0 : others + 1;
  }
  return { block, next: Math.max(line, from + 1) };
}

function isGappy(line: string): boolean {
  return GAP.test(line) || BARS.test(line) || MODE.test(line);
}

function isLog(block: readonly string[]): boolean {
  return block.filter((line) => isLogLine(line)).length > block.length / 2;
}

/** Two columns alone are often a label and a text; they count where they have names or bars. */
function isTable({ columns, ending }: ColumnLayout, block: readonly string[]): boolean {
  const nameless = columns.length >= LEAST_COLUMNS && block.length >= LEAST_NAMELESS;
  return nameless || ending.trim() !== "" || isHeader(block[0] as string);
}
