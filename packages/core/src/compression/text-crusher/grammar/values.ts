/**
 * The values of one line, separated by single blanks.
 *
 * ```
 * value = bare text          not empty, without blanks at its rims; within a line only the last value holds blanks
 *       | '"' … '"'          anything, each quotation mark in it written twice
 * ```
 */

/** The values of one line. */
export function writeValues(values: readonly string[]): string {
  const last = values.length - 1;
  return values.map((value, k) => writeValue(value, k === last)).join(" ");
}

function writeValue(value: string, isLast: boolean): string {
  return isBare(value, isLast) ? value : `"${value.replaceAll('"', '""')}"`;
}

function isBare(value: string, isLast: boolean): boolean {
  if (value === "" || value[0] === '"') return false;
  if (!value.includes(" ")) return true;
  return isLast && value[0] !== " " && !value.endsWith(" ");
}

/**
 * Reads `count` values that begin at `at` and end with the line.
 *
 * @throws SyntaxError when the line holds more or fewer.
 */
export function readValues(line: string, at: number, count: number): string[] {
  const values: string[] = [];
  let from = at;
  for (let left = count; left > 0; left--) {
    const isQuoted = line[from] === '"';
    const end = isQuoted ? quotedEnd(line, from) : bareEnd(line, from, left === 1);
    if (left === 1 ? end !== line.length : line[end] !== " ") throw wrongCount(count);
    values.push(isQuoted ? line.slice(from + 1, end - 1).replaceAll('""', '"') : line.slice(from, end));
    from = end + 1;
  }
  if (count === 0 && at < line.length) throw wrongCount(count);
  return values;
}

function bareEnd(line: string, from: number, isLast: boolean): number {
  const blank = isLast ? -1 : line.indexOf(" ", from);
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
