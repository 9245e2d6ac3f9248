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
  const { layout, newline, ended } = readRowsHeading(form.slice(0, Math.max(0, headingEnd)));
  const { lines, restore } = unwrapForm(form.slice(headingEnd + 1), budget);
  const { rows, json, next } = readTable(lines, 0, budget);
  if (!json.startsWith("[")) throw new SyntaxError("Not a table: lines of JSON have no keys.");
  checkedJson(json, lines, next);
  return rows.map((row) => render(restore(row), layout)).join(newline) + (ended ? newline : "");
}
