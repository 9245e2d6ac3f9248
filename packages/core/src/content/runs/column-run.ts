import { type ColumnLayout, splitLine } from "../columns/column-layout.js";
import { findLayout } from "../columns/find-layout.js";
import { isHeader } from "../columns/is-header.js";
import { isRuler } from "../columns/is-ruler.js";
import { isLogLine } from "../is-log-line.js";
import type { Run } from "./run.js";

const LEAST_LINES = 4;
/** Lines in a row within the first block that are no part of the table, and later on. */
const MAX_OTHERS = 2;
const MAX_BETWEEN = 8;
/** What tables without names or bars must have. */
const LEAST_COLUMNS = 3;
const LEAST_NAMELESS = 6;
/** Share of the lines that must be rows. */
const LEAST_SHARE = 0.45;

const GAP = /\S {2,}\S/;
const BARS = /[|│┃║].*[|│┃║]/;
/** `ls -l` pads some columns only where it must. */
const MODE = /^[-dlbcps][-rwxsStT]{9}[.+@]? +\d+ /;
/** Lines with cells below one another: a block of them, and the lines after it that fit the same columns. */
export function columnRun(lines: readonly string[], from: number): Run {
  const first = lines[from] as string;
  if (!isGappy(first) && !(isRuler(first) && isGappy(lines[from + 1] ?? ""))) return { found: false, next: from + 1 };
  const { block, next } = firstBlock(lines, from);
  const layout = block.length < LEAST_LINES || isLog(block) ? undefined : findLayout(block);
  if (layout === undefined || !isTable(layout, block)) return { found: false, next };
  let rows = 0;
  let end = from;
  for (let line = from; line < lines.length && line - end <= MAX_BETWEEN; line++) {
    const text = lines[line] as string;
    if (!isRuler(text) && text.trim() !== "" && (!isGappy(text) || splitLine(layout, text) === undefined)) continue;
    rows++;
    end = line + 1;
  }
  const isMost = rows >= LEAST_LINES && rows >= LEAST_SHARE * (end - from);
  return { found: isMost, next: isMost ? end : Math.max(next, end) };
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
  return nameless || ending !== "" || isHeader(block[0] as string);
}
