import { type ColumnLayout, splitLine } from "./column-layout.js";
import { findTable } from "./find-table.js";
import { isRuler } from "./is-ruler.js";

/** A table taken apart into the cells of its records. */
export interface TableRecords {
  /** Where records begin and end in the text, without the line feed behind them; a record may have several lines. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Cells of each record; none for the header and for lines that are no record. */
  readonly cells: readonly (readonly string[] | undefined)[];
  /** Which of them is the header. */
  readonly header: number;
  readonly names: readonly string[];
  /** Whether some record has line breaks. */
  readonly hasBreaks: boolean;
}

const DELIMITERS = [",", "\t", ";", "|"];
const NUMBER = /^[-+]?[\d.,]+%?$/;
/** Lines that one record with line breaks in quotes may have. */
const MAX_LINES = 100;
/** So many of the lines must be records. */
const LEAST_SHARE = 0.8;

/** The records of a text whose first line names the columns: between delimiters, or padded with blanks. */
export function readRecords(text: string): TableRecords | undefined {
  const lines = placesOf(text);
  const first = lineOf(text, lines, 0);
  for (const delimiter of byFrequency(first)) {
    const records = recordsOf(text, lines, delimiter);
    if (isSound(records)) return named(records);
  }
  const padded = paddedRecords(text, lines);
  return padded !== undefined && isSound(padded) ? named(padded) : undefined;
}

interface LinePlaces {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

interface Records extends LinePlaces {
  readonly cells: (readonly string[] | undefined)[];
  readonly hasBreaks: boolean;
}

function placesOf(text: string): LinePlaces {
  const starts: number[] = [];
  const ends: number[] = [];
  for (let start = 0; start <= text.length; ) {
    const feed = text.indexOf("\n", start);
    const end = feed < 0 ? text.length : feed;
    starts.push(start);
    ends.push(end);
    start = end + 1;
  }
  return { starts, ends };
}

function lineOf(text: string, { starts, ends }: LinePlaces, line: number): string {
  const whole = text.slice(starts[line], ends[line]);
  return whole.endsWith("\r") ? whole.slice(0, -1) : whole;
}

function byFrequency(line: string): readonly string[] {
  const found = DELIMITERS.map((delimiter) => ({ delimiter, count: line.split(delimiter).length - 1 }));
  return found
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ delimiter }) => delimiter);
}

function recordsOf(text: string, lines: LinePlaces, delimiter: string): Records {
  const starts: number[] = [];
  const ends: number[] = [];
  const cells: (readonly string[] | undefined)[] = [];
  const odd = oddQuotes(text, lines);
  let hasBreaks = false;
  for (let line = 0; line < lines.starts.length; ) {
    // Behind an odd number of quotes a record goes on up to the next line with such a number.
    const end = odd[line] ? odd.slice(line + 1, line + MAX_LINES).indexOf(true) + 1 : 0;
    const last = line + end;
    const record = splitRecord(
      end > 0 ? text.slice(lines.starts[line], lines.ends[last]) : lineOf(text, lines, line),
      delimiter,
    );
    if (end > 0) hasBreaks = true;
    starts.push(lines.starts[line] as number);
    ends.push(lines.ends[last] as number);
    cells.push(record);
    line = last + 1;
  }
  return { starts, ends, cells, hasBreaks };
}

/** Per line whether it holds an odd number of quotes. */
function oddQuotes(text: string, { ends }: LinePlaces): readonly boolean[] {
  const odd = ends.map(() => false);
  let line = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    while ((ends[line] as number) < at) line++;
    odd[line] = !odd[line];
  }
  return odd;
}

/** The cells of a record, without the quotes around them; `undefined` where a quote is not closed. */
function splitRecord(record: string, delimiter: string): readonly string[] | undefined {
  if (!record.includes('"')) return record.split(delimiter);
  const cells: string[] = [];
  for (let at = 0; ; ) {
    if (record[at] !== '"') {
      const end = record.indexOf(delimiter, at);
      if (end < 0) return [...cells, record.slice(at)];
      cells.push(record.slice(at, end));
      at = end + 1;
      continue;
    }
    let end = record.indexOf('"', at + 1);
    while (end >= 0 && record[end + 1] === '"') end = record.indexOf('"', end + 2);
    if (end < 0) return undefined;
    cells.push(record.slice(at + 1, end).replaceAll('""', '"'));
    if (record[end + 1] !== delimiter) return cells;
    at = end + 2;
  }
}

function paddedRecords(text: string, places: LinePlaces): Records | undefined {
  const lines = places.starts.map((_, line) => lineOf(text, places, line));
  const { layout } = findTable(lines, 0);
  if (layout === undefined) return undefined;
  const cells = lines.map((line) => {
    const row = line.trim() === "" || isRuler(line) ? undefined : splitLine(layout, line);
    return row !== undefined && standsInColumns(layout, row) ? row.map((cell) => cell.trim()) : undefined;
  });
  return { ...places, cells, hasBreaks: false };
}

/** Whether it is clear where cells end: of several words behind which there is no room, some may be in the next column. */
function standsInColumns({ columns }: ColumnLayout, cells: readonly string[]): boolean {
  return columns.every(({ width, gap }, k) => {
    const cell = cells[k] as string;
    return k === columns.length - 1 || gap.trim() !== "" || cell.length <= width || !cell.trim().includes(" ");
  });
}

/** Whether the first record with cells names the columns, and most others have as many cells. */
function isSound({ cells }: Records): boolean {
  const header = cells.findIndex((record) => record !== undefined);
  const names = cells[header];
  if (header > 2 || names === undefined || names.length < 2 || new Set(names).size !== names.length) return false;
  if (names.some((name) => name.trim() === "" || NUMBER.test(name))) return false;
  const alike = cells.filter((record) => record?.length === names.length).length;
  return alike >= cells.length * LEAST_SHARE;
}

function named({ starts, ends, cells, hasBreaks }: Records): TableRecords {
  const header = cells.findIndex((record) => record !== undefined);
  const names = cells[header] as readonly string[];
  return {
    starts: Int32Array.from(starts),
    ends: Int32Array.from(ends),
    cells: cells.map((record, row) => (row !== header && record?.length === names.length ? record : undefined)),
    header,
    names: names.map((name) => name.trim()),
    hasBreaks,
  };
}
