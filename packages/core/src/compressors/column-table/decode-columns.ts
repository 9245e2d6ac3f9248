import { printLine } from "../../content/columns/column-layout.js";
import { decodeLines } from "../text-crusher/decode-lines.js";
import { readColumnsHeading } from "./columns-heading.js";
import { longestRows } from "./encode-columns.js";

/**
 * The text that a form of `encodeColumns` stands for.
 *
 * @throws SyntaxError for anything that `encodeColumns` does not write, and for forms that stand for more than `maxLength`
 * characters.
 * @example
 * decodeColumns('columns between ",", padded before to 6 3\nNAME,AGE\napi,12d', 100); // "NAME   AGE\napi    12d"
 */
export function decodeColumns(form: string, maxLength: number): string {
  const headingEnd = form.indexOf("\n");
  const { delimiter, layout, newline, patterns } = readColumnsHeading(form.slice(0, Math.max(0, headingEnd)));
  const body = form.slice(headingEnd + 1);
  const lines = (patterns ? decodeLines(body, longestRows(maxLength)) : body).split("\n");
  let left = maxLength + newline.length;
  const written = lines.map((line) => {
    const text = line === "" || line.startsWith(" ") ? line.slice(1) : printLine(layout, cellsOf(line));
    left -= text.length + newline.length;
    if (left < 0) throw new SyntaxError(`No columns: they stand for more than ${maxLength} characters.`);
    return text;
  });
  return written.join(newline);

  function cellsOf(line: string): readonly string[] {
    const cells = line.split(delimiter);
    if (cells.length !== layout.columns.length)
      throw new SyntaxError(`No columns: a row has ${cells.length} of ${layout.columns.length} cells.`);
    return cells;
  }
}
