import { CONTINUED, type FormText, HEADING, type PatternLines } from "./grammar/form-text.js";
import { writeLine } from "./grammar/line-text.js";
import type { Signs } from "./grammar/signs.js";
import { writeValues } from "./grammar/values.js";

/** The lines of a form. The last one is never empty. */
export function writeLines({ patterns, statements }: FormText, { number, place }: Signs): string {
  const lines = [`${HEADING}${place} for each value:`];
  for (const [k, wording] of patterns.entries()) {
    lines.push(`${number}${k + 1} = ${wording.join(place).replaceAll("\n", `\n${CONTINUED}`)}`);
  }
  lines.push(`Text, "${number}1 a b" for pattern 1 with values a and b; "${number}1x3" for three, their values below:`);
  for (const statement of statements) {
    if (typeof statement === "string") lines.push(writeLine(statement, number));
    else writePatternLines(statement, number, lines);
  }
  if (lines.at(-1) === "") lines[lines.length - 1] = "\\";
  return lines.join("\n");
}

function writePatternLines({ pattern, rows }: PatternLines, sign: string, lines: string[]): void {
  const start = `${sign}${pattern + 1}`;
  const first = rows[0] as readonly string[];
  if (rows.length === 1) lines.push(first.length === 0 ? start : `${start} ${writeValues(first)}`);
  else lines.push(`${start}x${rows.length}`, ...(first.length === 0 ? [] : rows.map(writeValues)));
}
