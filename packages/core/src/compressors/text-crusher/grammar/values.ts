import { roughTokens } from "../mine/rough-tokens.js";
import { isDigit } from "./line-text.js";

/**
 * The values of one line, separated by single blanks.
 *
 * ```
 * value = bare text          not empty, without blanks at its rims; only the last value of a line holds blanks
 *       | '"' … '"'          anything, each quotation mark in it written twice
 *       | "^" | "^3"         the value, or the three values, that stand in these places in the line above
 * ```
 */

const SAME = "^";
/** Tokens that must be saved by it. */
const LEAST_SAVED = 1.5;

/** The values of one line; `above` are those of the line above. */
export function writeValues(values: readonly string[], above: readonly string[] = []): string {
  const last = values.length - 1;
  const written: string[] = [];
  for (let k = 0; k <= last; ) {
    const end = endOfSame(values, above, k);
    if (end === k) {
      written.push(writeValue(values[k] as string, k === last));
      k++;
    } else {
      written.push(end === k + 1 ? SAME : `${SAME}${end - k}`);
      k = end;
    }
  }
  return written.join(" ");
}

/** Where the values from `from` on stop being those of the line above; `from` where it would not pay to say so. */
function endOfSame(values: readonly string[], above: readonly string[], from: number): number {
  let saved = 0;
  let end = from;
  while (end < values.length && values[end] === above[end]) saved += roughTokens(values[end++] as string) + 0.5;
  return saved - (end > from + 1 ? 1 : 0) > LEAST_SAVED ? end : from;
}

function writeValue(value: string, isLast: boolean): string {
  return isBare(value, isLast) ? value : `"${value.replaceAll('"', '""')}"`;
}

function isBare(value: string, isLast: boolean): boolean {
  if (value === "" || value[0] === '"' || beginsWithSame(value)) return false;
  return !value.includes(" ") || (isLast && value[0] !== " " && !value.endsWith(" "));
}

/** Whether the first word of a value says that it is the same as above. */
function beginsWithSame(value: string): boolean {
  if (!value.startsWith(SAME)) return false;
  let at = SAME.length;
  while (isDigit(value.charCodeAt(at))) at++;
  return at === value.length || value[at] === " ";
}

/**
 * Reads `count` values that begin at `at` and end with the line; `above` are those of the line above.
 *
 * @throws SyntaxError when the line holds more or fewer.
 */
export function readValues(line: string, at: number, count: number, above: readonly string[] = []): string[] {
  const values: string[] = [];
  let from = at;
  while (values.length < count) {
    if (from > line.length) throw wrongCount(count);
    const isQuoted = line[from] === '"';
    const wordEnd = isQuoted ? quotedEnd(line, from) : endOfWord(line, from);
    const word = line.slice(from, wordEnd);
    const isLast = values.length === count - 1;
    if (beginsWithSame(word)) {
      const times = word === SAME ? 1 : Number(word.slice(SAME.length));
      if (times < 1 || values.length + times > Math.min(count, above.length)) throw wrongCount(count);
      values.push(...above.slice(values.length, values.length + times));
      from = wordEnd + 1;
    } else if (isLast && !isQuoted) {
      values.push(line.slice(from));
      from = line.length + 1;
    } else {
      values.push(isQuoted ? word.slice(1, -1).replaceAll('""', '"') : word);
      from = wordEnd + 1;
    }
    if (wordEnd < line.length && line[wordEnd] !== " ") throw wrongCount(count);
  }
  if (from !== (count === 0 ? line.length : line.length + 1)) throw wrongCount(count);
  return values;
}

function endOfWord(line: string, from: number): number {
  const blank = line.indexOf(" ", from);
  return blank < 0 ? line.length : blank;
}

/** The place behind the mark that closes a quoted value. */
function quotedEnd(line: string, from: number): number {
  for (let mark = line.indexOf('"', from + 1); mark >= 0; mark = line.indexOf('"', mark + 2)) {
    if (line[mark + 1] !== '"') return mark + 1;
  }
  throw new SyntaxError("Not lines: a quoted value does not close.");
}

function wrongCount(count: number): SyntaxError {
  return new SyntaxError(`Not lines: a line must have ${count} values.`);
}
