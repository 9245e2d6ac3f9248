import { splitLine } from "../../content/columns/column-layout.js";
import { findTable } from "../../content/columns/find-table.js";
import { textLines } from "../../content/text-lines.js";
import { encodeText, type KeptLines } from "../text-crusher/lines-codec.js";
import { DELIMITERS, isDescribable, writeColumnsHeading } from "./columns-heading.js";

/** Share of the rows that may hold what stands between cells. */
const MAX_CLASHES = 0.1;

/**
 * Columns padded with blanks, as rows of cells with a comma between them, so that nothing but the cells is left; then, if
 * that is smaller, as patterns of lines. `decodeColumns` gives the text back character by character. `undefined` where there
 * are no columns.
 *
 * ```
 * columns between ",", padded before to 17 8 12 >9 10
 * NAME,READY,STATUS,RESTARTS,AGE
 * api-7d9f4,1/1,Running,0,12d
 * worker-5c8b2,0/1,CrashLoopBackOff,41,3d
 *  ... 3 more
 * ```
 *
 * - Lines that are `kept` have a blank in front, too.
 * - Cells wider than their column push the rest of their row to the right, as programs do that pad them.
 * - A line with a blank in front is no row: without the blank it is as it was. An empty line is one.
 * - Where cells hold commas, something else stands between them.
 *
 * @example
 * encodeColumns("NAME   READY\napi    1/1\n…", (text) => text.length);
 */
export function encodeColumns(
  text: string,
  size: (text: string) => number,
  kept: KeptLines = () => new Set(),
): string | undefined {
  const { lines, newline } = textLines(text);
  const { layout } = findTable(lines, 0);
  if (layout === undefined || !isDescribable(layout)) return undefined;
  const rows = lines.map((line) => (line === "" ? undefined : splitLine(layout, line)));
  const delimiter = findDelimiter(rows);
  if (delimiter === undefined) return undefined;
  const asTheyAre = kept(lines.join("\n"));
  const write = (line: string, at: number): string =>
    line !== "" && asTheyAre.has(line) ? ` ${line}` : writeLine(line, rows[at], delimiter);
  const written = lines.map(write).join("\n");
  if (written.length > longestRows(text.length)) return undefined;
  const heading = { delimiter, layout, newline };
  const plain = `${writeColumnsHeading({ ...heading, patterns: false })}\n${written}`;
  const patterns = encodeText(written, () => new Set([...asTheyAre].map((line) => ` ${line}`)));
  if (patterns === undefined || patterns.layout !== undefined) return plain;
  const form = `${writeColumnsHeading({ ...heading, patterns: true })}\n${patterns.body}`;
  return size(form) < size(plain) ? form : plain;
}

/** How long rows without padding may be for a text of some length: blanks at the ends of lines may have been trimmed. */
export function longestRows(length: number): number {
  return 2 * length + 1000;
}

type Row = readonly string[] | undefined;

/** The first delimiter that no cell holds; where there is none, the one that fewest rows hold. */
function findDelimiter(rows: readonly Row[]): string | undefined {
  let best: { delimiter: string; clashes: number } | undefined;
  for (const delimiter of DELIMITERS) {
    const clashes = rows.filter((cells) => cells?.some((cell) => cell.includes(delimiter))).length;
    if (best === undefined || clashes < best.clashes) best = { delimiter, clashes };
    if (clashes === 0) break;
  }
  return best !== undefined && best.clashes <= MAX_CLASHES * rows.length ? best.delimiter : undefined;
}

function writeLine(line: string, cells: Row, delimiter: string): string {
  if (line === "") return line;
  const row = cells?.join(delimiter) ?? " ";
  const isRow = !row.startsWith(" ") && cells?.every((cell) => !cell.includes(delimiter));
  return isRow ? row : ` ${line}`;
}
