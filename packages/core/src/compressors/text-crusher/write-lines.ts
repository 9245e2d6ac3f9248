import {
  type Block,
  CONTINUED,
  type FormText,
  HEADING,
  type PatternLine,
  type PatternRows,
  READING,
  type Statement,
} from "./grammar/form-text.js";
import { writeLine } from "./grammar/line-text.js";
import type { Signs } from "./grammar/signs.js";
import { TemplateWriter } from "./grammar/templates.js";
import { writeValues } from "./grammar/values.js";

/** The lines of a form. The last one is never empty. */
export function writeLines({ patterns, statements }: FormText, { number, place }: Signs): string {
  const head = patterns.length === 0 ? [] : [`${HEADING}${place} for each value:`];
  for (const [k, pattern] of patterns.entries()) {
    const writer = new TemplateWriter(place);
    for (const [at, line] of pattern.entries()) {
      const text = writePatternLine(line, number, writer);
      head.push(at === 0 ? `${number}${k + 1} = ${text}` : `${CONTINUED}${text}`);
    }
  }
  const body = new StatementWriter(number);
  body.write(statements);
  if (body.lines.at(-1) === "") body.lines[body.lines.length - 1] = "\\";
  return [...head, howToRead(patterns.length, body), ...body.lines].join("\n");
}

/** The line that says how to read the text, with what occurs in it. */
function howToRead(patterns: number, { sign, hasRuns, hasSame, hasBlocks }: StatementWriter): string {
  const rules: string[] = [];
  const block = `${sign}${patterns + 1}`;
  if (patterns > 0) rules.push(`"${sign}1 a b" for pattern 1 with values a and b`);
  if (hasRuns) rules.push(`"${sign}1x3" for three, their values below`);
  if (hasSame) rules.push(`"^" or "^2" for values that are the same as in the line above`);
  if (hasBlocks) rules.push(`"${block}:4" calls the next 4 lines ${block}, which stands for them from then on`);
  return `${READING}${rules.join("; ")}:`;
}

function writePatternLine(line: PatternLine, number: string, writer: TemplateWriter): string {
  if (!("pattern" in line)) return writeLine(writer.write(line), number);
  const values = writeValues(line.values.map((template) => writer.write(template)));
  return withValues(`${number}${line.pattern + 1}`, values);
}

function withValues(start: string, values: string): string {
  return values === "" ? start : `${start} ${values}`;
}

class StatementWriter {
  readonly lines: string[] = [];
  hasRuns = false;
  hasSame = false;
  hasBlocks = false;
  #above: readonly string[] = [];

  constructor(readonly sign: string) {}

  write(statements: readonly Statement[]): void {
    for (const statement of statements) {
      if (typeof statement === "string") this.lines.push(writeLine(statement, this.sign));
      else if ("rows" in statement) this.#writeRows(statement);
      else this.#writeBlock(statement);
    }
  }

  #writeRows({ pattern, rows }: PatternRows): void {
    const start = `${this.sign}${pattern + 1}`;
    if (rows.length === 1) {
      this.lines.push(withValues(start, this.#values(rows[0] as readonly string[])));
      return;
    }
    this.hasRuns = true;
    this.lines.push(`${start}x${rows.length}`);
    if ((rows[0] as readonly string[]).length > 0) for (const row of rows) this.lines.push(this.#values(row));
  }

  #values(values: readonly string[]): string {
    const text = writeValues(values, this.#above);
    if (!this.hasSame && text !== writeValues(values)) this.hasSame = true;
    if (values.length > 0) this.#above = values;
    return text;
  }

  #writeBlock({ block, times, lines }: Block): void {
    const start = `${this.sign}${block + 1}`;
    let left = times;
    if (lines !== undefined) {
      this.hasBlocks = true;
      const at = this.lines.push("") - 1;
      this.write(lines);
      this.lines[at] = `${start}:${this.lines.length - 1 - at}`;
      left--;
    }
    if (left > 0) this.lines.push(left === 1 ? start : `${start}x${left}`);
  }
}
