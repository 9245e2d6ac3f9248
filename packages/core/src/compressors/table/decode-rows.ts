import { render } from "../../json/render.js";
import { checkedJson, type DecodeOptions, MAX_DECODED_LENGTH } from "./decode-json.js";
import { unwrapForm } from "./document/envelope.js";
import { readRowsHeading } from "./grammar/rows-heading.js";
import { Budget } from "./read/budget.js";
import { readTable } from "./read/read-table.js";

/**
 * The lines that a form of {@link encodeRows} stands for.
 *
 * @throws SyntaxError for anything that `encodeRows` does not write, and for forms that stand for more than `maxLength`
 * characters.
 * @example
 * decodeRows("JSON lines; spaced\nin every row: ok: true\n2 rows: id\n1\n2"); // '{"ok": true, "id": 1}\n{"ok": true, "id": 2}'
 */
export function decodeRows(form: string, { maxLength = MAX_DECODED_LENGTH }: DecodeOptions = {}): string {
  const budget = new Budget(maxLength);
  const headingEnd = form.indexOf("\n");
  const { layout, newline, ended, mixed } = readRowsHeading(form.slice(0, Math.max(0, headingEnd)));
  const { table, others } = unmixLines(form.slice(headingEnd + 1), mixed);
  const { lines, restore } = unwrapForm(table.join("\n"), budget);
  const { rows, json, next } = readTable(lines, 0, budget);
  if (!json.startsWith("[")) throw new SyntaxError("Not a table: lines of JSON have no keys.");
  checkedJson(json, lines, next);
  const written = rows.map((row) => render(restore(row), layout));
  return withOthers(written, others, table.length - rows.length).join(newline) + (ended ? newline : "");
}

/** A line that is no row, and how many lines of the table stand before it. */
interface OtherLine {
  readonly text: string;
  readonly behind: number;
}

/** Takes the lines with a blank in front out of a form. */
function unmixLines(form: string, mixed: boolean): { table: readonly string[]; others: readonly OtherLine[] } {
  const table: string[] = [];
  const others: OtherLine[] = [];
  for (const line of form.split("\n")) {
    if (mixed && line.startsWith(" ")) others.push({ text: line.slice(1), behind: table.length });
    else table.push(line);
  }
  return { table, others };
}

/** Puts the other lines back among the rows, in front of which the table has `headings` lines. */
function withOthers(rows: readonly string[], others: readonly OtherLine[], headings: number): readonly string[] {
  if (others.length === 0) return rows;
  const lines: string[] = [];
  let row = 0;
  for (const { text, behind } of others) {
    if (behind < headings) throw new SyntaxError("Not a table: a line that is no row stands before the rows.");
    while (row < behind - headings) lines.push(rows[row++] as string);
    lines.push(text);
  }
  return [...lines, ...rows.slice(row)];
}
