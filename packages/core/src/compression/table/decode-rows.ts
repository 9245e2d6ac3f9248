import { withEscapes } from "../../json/escapes.js";
import { render } from "../../json/render.js";
import { Budget } from "./budget.js";
import { checkedJson, type DecodeOptions, MAX_DECODED_LENGTH } from "./decode-json.js";
import { readTable } from "./read-table.js";
import { readRowsHeading } from "./rows-heading.js";

/**
 * The lines that a form of {@link encodeRows} stands for.
 *
 * @throws SyntaxError for anything that `encodeRows` does not write, and for forms that stand for more than `maxLength`
 * characters.
 * @example
 * decodeRows("JSON lines; spaced\nin every row: ok=true\n2 rows: id\n1\n2"); // '{"ok": true, "id": 1}\n{"ok": true, "id": 2}'
 */
export function decodeRows(form: string, { maxLength = MAX_DECODED_LENGTH }: DecodeOptions = {}): string {
  const lines = form.split("\n");
  const { layout, escapes, newline, ended } = readRowsHeading(lines[0] as string);
  const { rows, json, next } = readTable(lines, 1, new Budget(maxLength));
  if (!json.startsWith("[")) throw new SyntaxError("Not a table: lines of JSON have no keys.");
  checkedJson(json, lines, next);
  return rows.map((row) => render(withEscapes(row, escapes), layout)).join(newline) + (ended ? newline : "");
}
