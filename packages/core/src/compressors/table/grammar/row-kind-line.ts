import { factValueEnd } from "./fact-value.js";
import { readNames } from "./name-list.js";

/** Rows of a kind begin with its letter. */
export const KIND_LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** What reads back from a kind's line: cells by index among the columns of the rows, in their order. */
export interface ReadRowKind {
  /** Columns with a cell in each row. */
  readonly cells: readonly number[];
  readonly common: ReadonlyMap<number, string>;
}

/** Reads the line of the k-th kind. `names` are the columns of the rows. */
export function readRowKind(line: string, k: number, names: readonly string[]): ReadRowKind {
  if (line === `${KIND_LETTERS[k]}:`) return { cells: [], common: new Map() };
  const start = `${KIND_LETTERS[k]}: `;
  if (!line.startsWith(start))
    throw new SyntaxError(`Not a table: the rows of kind ${KIND_LETTERS[k]} are not described.`);
  const cells: number[] = [];
  const common = new Map<number, string>();
  let last = -1;
  readNames(line, start.length, "", (_, name, at) => {
    const column = names.indexOf(name, last + 1);
    if (column < 0) throw new SyntaxError(`Not a table: ${name} is no column of the rows, or stands in a wrong place.`);
    last = column;
    if (!line.startsWith(": ", at)) {
      cells.push(column);
      return at;
    }
    const end = factValueEnd(line, at + 2);
    common.set(column, line.slice(at + 2, end));
    return end;
  });
  return { cells, common };
}

/** The kind of a row by its letter, -1 when the row does not begin with one. */
export function kindOfRow(line: string): number {
  return line[1] === ":" ? KIND_LETTERS.indexOf(line[0] as string) : -1;
}
