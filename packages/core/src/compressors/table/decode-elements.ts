import { render } from "../../json/render.js";
import { checkedJson, type DecodeOptions, MAX_DECODED_LENGTH } from "./decode-json.js";
import { unwrapForm } from "./document/envelope.js";
import { marginOf } from "./encode-elements.js";
import { readElementsHeading } from "./grammar/elements-heading.js";
import { Budget } from "./read/budget.js";
import { readTable } from "./read/read-table.js";

/**
 * The elements that a form of {@link encodeElements} stands for.
 *
 * @throws SyntaxError for anything that `encodeElements` does not write, and for forms that stand for more than `maxLength`
 * characters.
 * @example
 * decodeElements("JSON objects with commas between; spaced\n2 rows: id,at\n1,2\n2,3"); // '{"id": 1, "at": 2},{"id": 2, "at": 3}'
 */
export function decodeElements(form: string, { maxLength = MAX_DECODED_LENGTH }: DecodeOptions = {}): string {
  const budget = new Budget(maxLength);
  const headingEnd = form.indexOf("\n");
  const { layout, gap } = readElementsHeading(form.slice(0, Math.max(0, headingEnd)));
  const { lines, restore } = unwrapForm(form.slice(headingEnd + 1), budget);
  const { rows, json, next } = readTable(lines, 0, budget);
  if (!json.startsWith("[")) throw new SyntaxError("Not a table: elements of an array have no keys.");
  checkedJson(json, lines, next);
  const own = { ...layout, base: marginOf(gap, layout) };
  return rows.map((row) => render(restore(row), own, maxLength)).join(`,${gap}`);
}
