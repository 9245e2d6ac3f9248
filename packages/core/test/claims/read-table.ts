import type { ClaimCell, ClaimTable } from "./column-clauses.js";

/** Lines of a text, or the records that take several of them, with where they begin and end. */
export interface TableText extends ClaimTable {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const NUMBER = /^[-+]?(?:\d{1,20}|\d{1,3}(?:,\d{3})+)(?:\.\d{1,20})?(?:[eE][-+]?\d{1,3})?$/;

function cellOfText(written: string): ClaimCell {
  if (!NUMBER.test(written)) return { source: JSON.stringify(written), text: written };
  return { source: written, text: written, number: Number(written.replaceAll(",", "")) };
}

/** All ways to read a text as a table: between delimiters with quotes, between bars, and below the words of a header. */
export function readTables(text: string): readonly TableText[] {
  const delimited = [",", "\t", ";", "|"].map((delimiter) => readDelimited(text, delimiter));
  return [...delimited, readBars(text), ...readAligned(text)].filter((table) => table !== undefined);
}

function tableOf(
  places: Pick<TableText, "starts" | "ends">,
  header: number,
  records: readonly (readonly string[])[],
): TableText {
  const names = records[header] as readonly string[];
  const columns = names.map((name) => name.trim());
  const isOther = (record: readonly string[]): boolean =>
    record.length !== names.length && record.some((cell) => cell.trim() !== "");
  return {
    ...places,
    columns,
    length: records.length,
    others: records.filter(isOther).length,
    cellOf(row, column) {
      const cells = records[row] as readonly string[];
      const cell = row === header || cells.length !== names.length ? undefined : cells[columns.indexOf(column)];
      return cell === undefined ? undefined : cellOfText(cell);
    },
  };
}

/** Records as RFC 4180 has them. */
function readDelimited(text: string, delimiter: string): TableText | undefined {
  const starts: number[] = [];
  const ends: number[] = [];
  const records: string[][] = [];
  let at = 0;
  while (at <= text.length) {
    starts.push(at);
    const record: string[] = [];
    for (let isLast = false; !isLast; ) {
      let cell = "";
      if (text[at] === '"') {
        for (at++; at < text.length; at++) {
          if (text[at] !== '"') cell += text[at];
          else if (text[at + 1] === '"') cell += text[at++];
          else break;
        }
        at++;
      }
      while (at < text.length && text[at] !== delimiter && text[at] !== "\n") cell += text[at++];
      isLast = text[at] !== delimiter;
      record.push(isLast && cell.endsWith("\r") ? cell.slice(0, -1) : cell);
      if (!isLast) at++;
    }
    ends.push(Math.min(at, text.length));
    records.push(record);
    at++;
  }
  const header = records.findIndex((record) => record.length > 1);
  return header < 0 ? undefined : tableOf({ starts, ends }, header, records);
}

const RULER = /^[\s\-=+|:_~─━═┌┬┐├┼┤└┴┘╭╮╰╯╞╪╡╒╤╕╘╧╛┏┳┓┡╇┩┗┻┛╔╦╗╠╬╣╚╩╝┠╂┨│┃║*]*$/;

/** Rows between bars, with bars around them or not. */
function readBars(text: string): TableText | undefined {
  const lines = text.split("\n");
  const bar = ["|", "│", "┃", "║"].find((each) => (lines[0] as string).includes(each) || lines[1]?.includes(each));
  if (bar === undefined) return undefined;
  const records = lines.map((line) => {
    if (RULER.test(line)) return [];
    const cells = line.trim().split(bar);
    const inner = cells.slice(cells[0] === "" ? 1 : 0, cells.at(-1) === "" ? -1 : undefined);
    return inner.map((cell) => cell.trim());
  });
  const header = records.findIndex((record) => record.length > 1);
  return header < 0 ? undefined : tableOf(linePlaces(lines), header, records);
}

interface Word {
  readonly start: number;
  readonly end: number;
}

/**
 * Words that stand below those of a header, or behind them as far as the next one. All lines are records, or those alone that
 * are blank at a place where nearly all are.
 */
function readAligned(text: string): readonly TableText[] {
  const lines = text.split("\n").map((line) => line.replace(/\r$/, ""));
  const header = lines.findIndex((line) => !isEmpty(line));
  const heads = wordsOf(lines[header] ?? "");
  if (heads.length < 2) return [];
  const filled = lines.filter((line, row) => row !== header && !isEmpty(line));
  const places = Array.from({ length: heads.at(-1)?.start ?? 0 }, (_, place) => place);
  const gutters = places.filter((place) => {
    const others = filled.filter((line) => isMarked(line, place)).length;
    return others > 0 && others <= MOST_OTHERS * filled.length;
  });
  return [undefined, ...gutters].map((place) => alignedTable(text, lines, header, heads, place));
}

function isEmpty(line: string): boolean {
  return line.trim() === "" || RULER.test(line);
}

function isMarked(line: string, place: number): boolean {
  return place < line.length && line[place] !== " ";
}

const MOST_OTHERS = 0.1;

function alignedTable(
  text: string,
  lines: readonly string[],
  header: number,
  heads: readonly Word[],
  gutter: number | undefined,
): TableText {
  const headLine = lines[header] as string;
  const isOther = (line: string): boolean => gutter !== undefined && isMarked(line, gutter);
  const owners = new Map<number, readonly number[]>();
  const ownersOf = (row: number): readonly number[] => {
    const known = owners.get(row) ?? wordsOf(lines[row] as string).map((word) => headOf(word, heads));
    owners.set(row, known);
    return known;
  };
  return {
    ...linePlaces(text.split("\n")),
    columns: heads.flatMap((first, k) => heads.slice(k, k + 4).map((last) => headLine.slice(first.start, last.end))),
    length: lines.length,
    others: lines.filter((line, row) => row !== header && !isEmpty(line) && isOther(line)).length,
    cellOf(row, column) {
      const line = lines[row] as string;
      if (row === header || isEmpty(line) || isOther(line)) return undefined;
      const start = headLine.search(new RegExp(`(?<!\\S)${column.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}(?!\\S)`));
      const end = start + column.length;
      const own = wordsOf(line).filter((_, k) => {
        const head = heads[ownersOf(row)[k] as number] as Word;
        return head.start >= start && head.end <= end;
      });
      return cellOfText(own.length === 0 ? "" : line.slice(own[0]?.start, own.at(-1)?.end));
    },
  };
}

function wordsOf(line: string): readonly Word[] {
  return [...line.matchAll(/\S+/g)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** The word of the header above a word; otherwise the last one that begins before it. */
function headOf({ start, end }: Word, heads: readonly Word[]): number {
  const above = heads.findIndex((head) => head.start < end && start < head.end);
  return above >= 0
    ? above
    : Math.max(
        0,
        heads.findLastIndex((head) => head.start <= start),
      );
}

function linePlaces(lines: readonly string[]): Pick<TableText, "starts" | "ends"> {
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    ends.push(at + line.length);
    at += line.length + 1;
  }
  return { starts, ends };
}
