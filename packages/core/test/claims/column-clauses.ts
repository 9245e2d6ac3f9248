import type { ClauseReader } from "./clauses.js";

/** A value as it stands in the original, and what a number or a moment is compared by. */
export interface ClaimCell {
  /** As JSON writes it, or as a table does. */
  readonly source: string;
  /** Without the quotes of JSON. */
  readonly text: string;
  readonly number?: number;
}

/** A table as a reader of the original sees it. */
export interface ClaimTable {
  readonly columns: readonly string[];
  readonly length: number;
  /** Rows below the names of the columns that have no cells and are not empty. */
  readonly others: number;
  /** `undefined` where the row has no such cell. */
  cellOf(row: number, column: string): ClaimCell | undefined;
}

const ABSENT: ClaimCell = { source: "", text: "absent" };
const MOMENT = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d[\d:.,]*(?:Z|[+-]\d\d:?\d\d)?)?$/;

type Rows = readonly number[];

/** `level only ERROR or absent`, `level never INFO`, `no level`, `latency 3 to 9`, `latency always 3`: of the omitted rows. */
export function omittedClauses(table: ClaimTable, omitted: Rows): readonly ClauseReader[] {
  const all = allRows(table);
  return table.columns.map((column) =>
    lazily(() => {
      const held = sourcesIn(table, omitted, column);
      const values = valuesIn(table, all, column);
      const missing = values.filter(({ source }) => !held.has(source));
      const present = values.filter(({ source }) => held.has(source));
      const isAbsent = held.size === 1 && held.has("");
      return [
        ...(isAbsent ? [text(`no ${column}`)] : []),
        list(`${column} only `, present, present.length),
        list(`${column} never `, missing, 1),
        ...rangesOf(table, omitted, column).map(text),
      ];
    }, [`${column} `, `no ${column}`]),
  );
}

/** `level INFO 12, absent 3`, `latency 3 to 9`: of all rows. */
export function factClauses(table: ClaimTable): readonly ClauseReader[] {
  const all = allRows(table);
  return table.columns.map((column) =>
    lazily(() => {
      const counted = countedValues(table, all, column);
      return [list(`${column} `, counted, counted.length, ", "), ...rangesOf(table, all, column).map(text)];
    }, [`${column} `]),
  );
}

/** `state open`: the same in all rows. */
export function constantClauses(table: ClaimTable): readonly ClauseReader[] {
  const all = allRows(table);
  return table.columns.map((column) =>
    lazily(() => {
      const values = valuesIn(table, all, column);
      return values.length === 1 ? [list(`${column} `, values, 1)] : [];
    }, [`${column} `]),
  );
}

/** Looks at a column only where a sentence names it. */
function lazily(readers: () => readonly ClauseReader[], beginnings: readonly string[]): ClauseReader {
  let known: readonly ClauseReader[] | undefined;
  return function* (sentence, at) {
    if (!beginnings.some((beginning) => sentence.startsWith(beginning, at))) return;
    known ??= readers();
    for (const read of known) yield* read(sentence, at);
  };
}

function text(wanted: string): ClauseReader {
  return (sentence, at) => (sentence.startsWith(wanted, at) ? [at + wanted.length] : []);
}

/** Some of these values behind a beginning, each once, in any order; at least so many of them. */
function list(beginning: string, values: readonly ClaimCell[], least: number, between = " or "): ClauseReader {
  return function* (sentence, at) {
    if (!sentence.startsWith(beginning, at) || values.length === 0) return;
    const follow = function* (from: number, used: ReadonlySet<ClaimCell>): Generator<number> {
      for (const value of values) {
        if (used.has(value)) continue;
        for (const written of new Set([value.source, value.text])) {
          if (written === "" || !sentence.startsWith(written, from)) continue;
          const end = from + written.length;
          const now = new Set(used).add(value);
          if (now.size >= least) yield end;
          if (sentence.startsWith(between, end)) yield* follow(end + between.length, now);
        }
      }
    };
    yield* follow(at + beginning.length, new Set());
  };
}

function allRows({ length }: ClaimTable): Rows {
  return Array.from({ length }, (_, row) => row);
}

function sourcesIn(table: ClaimTable, rows: Rows, column: string): ReadonlySet<string> {
  return new Set(rows.map((row) => (table.cellOf(row, column) ?? ABSENT).source));
}

function valuesIn(table: ClaimTable, rows: Rows, column: string): readonly ClaimCell[] {
  const values = new Map<string, ClaimCell>();
  for (const row of rows) {
    const cell = table.cellOf(row, column) ?? ABSENT;
    values.set(cell.source, cell);
  }
  return [...values.values()];
}

/** Each value with how often it stands there, as facts write it. */
function countedValues(table: ClaimTable, rows: Rows, column: string): readonly ClaimCell[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const { source } = table.cellOf(row, column) ?? ABSENT;
    counts.set(source, (counts.get(source) ?? 0) + 1);
  }
  return valuesIn(table, rows, column).map(({ source, text }) => {
    const count = counts.get(source);
    return { source: source === "" ? "" : `${source} ${count}`, text: `${text} ${count}` };
  });
}

/** All ways to write the least and the greatest number, and the first and the last moment. */
function rangesOf(table: ClaimTable, rows: Rows, column: string): readonly string[] {
  const cells = rows.flatMap((row) => table.cellOf(row, column) ?? []);
  const ranges: string[] = [];
  const numbers = cells.filter(({ number }) => number !== undefined);
  if (numbers.length > 0) ranges.push(...rangeTexts(column, ends(numbers, compareNumbers)));
  const moments = cells.filter(({ source }) => source !== "null");
  if (moments.length > 0 && moments.every(({ text }) => MOMENT.test(text))) {
    ranges.push(
      ...rangeTexts(
        column,
        ends(moments, (a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0)),
      ),
    );
  }
  return ranges;
}

function compareNumbers(a: ClaimCell, b: ClaimCell): number {
  const difference = (a.number as number) - (b.number as number);
  const isWhole = [a, b].every((cell) => /^-?\d+$/.test(cell.text));
  if (difference !== 0 || !isWhole) return difference;
  const exact = BigInt(a.text) - BigInt(b.text);
  return exact < 0n ? -1 : exact > 0n ? 1 : 0;
}

interface Ends {
  readonly first: ReadonlySet<string>;
  readonly last: ReadonlySet<string>;
}

function ends(cells: readonly ClaimCell[], compare: (a: ClaimCell, b: ClaimCell) => number): Ends {
  const least = cells.reduce((best, cell) => (compare(cell, best) < 0 ? cell : best));
  const greatest = cells.reduce((best, cell) => (compare(cell, best) > 0 ? cell : best));
  const writtenLike = (wanted: ClaimCell): ReadonlySet<string> =>
    new Set(cells.filter((cell) => compare(cell, wanted) === 0).flatMap(({ source, text }) => [source, text]));
  return { first: writtenLike(least), last: writtenLike(greatest) };
}

function rangeTexts(column: string, { first, last }: Ends): readonly string[] {
  return [...first].flatMap((from) =>
    [...last].flatMap((to) => [`${column} ${from} to ${to}`, ...(from === to ? [`${column} always ${from}`] : [])]),
  );
}
