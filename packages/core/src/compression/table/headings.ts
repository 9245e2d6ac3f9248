import { factValueEnd } from "./fact-value.js";
import { readName, readNames } from "./name-list.js";
import type { ColumnPath } from "./record-set.js";
import { readTurnedRows, type TurnedRows } from "./turned-rows.js";

/** A column in a heading. */
export interface HeadingColumn {
  readonly path: ColumnPath;
  readonly name: string;
  /** Columns of the records in its cells. */
  readonly list: readonly HeadingColumn[] | undefined;
}

/** A column said once: the source of its cell or template. */
export interface HeadingFact {
  readonly path: ColumnPath;
  readonly name: string;
  readonly source: string;
}

export interface HeadingLookup {
  readonly key: string;
  readonly columns: readonly HeadingColumn[];
  /** Lines of cells: the key, then the columns. */
  readonly rows: readonly string[];
}

/** What the headings say of the records under one address: `""` for the rows, `labels[]` for records in their cells. */
export interface RecordHeadings {
  facts: readonly HeadingFact[];
  order: string;
  readonly lookups: HeadingLookup[];
}

/** Everything in front of the rows of a table. */
export interface Headings {
  /** Sources of cells, `~1` first. */
  readonly codes: readonly string[];
  readonly of: ReadonlyMap<string, RecordHeadings>;
  readonly columns: readonly HeadingColumn[];
  readonly turned: readonly TurnedRows[];
  /** Number of rows; `undefined` when the table is one object. */
  readonly rows: number | undefined;
  /** The line behind the headings. */
  readonly next: number;
}

/** Orders of keys, and columns, that a form may name in all. */
const MAX_TURNED = 64;
const MAX_NAMES = 8192;

const FACTS = /^in (?:every row(?: not in JSON)?|the object): /;
const LIST_FACTS = "in every ";
const ORDER = /^key order(?: of (.+))?: (\d+)$/s;
const LOOKUP = /^([1-9]\d{0,7}) rows by /;
const ROWS = /^([1-9]\d{0,7}) rows: /;

/** Reads the headings that begin at a line. */
export function readHeadings(lines: readonly string[], first: number): Headings {
  const codes: string[] = [];
  const of = new Map<string, RecordHeadings>();
  const turned: TurnedRows[] = [];
  let names = 0;
  let at = first;
  const headingsOf = (address: string): RecordHeadings => {
    const known = of.get(address) ?? { facts: [], order: "", lookups: [] };
    of.set(address, known);
    return known;
  };
  const countName = (): void => {
    if (++names > MAX_NAMES) throw new SyntaxError("Not a table: there are too many columns.");
  };

  for (; ; at++) {
    const line = lines[at];
    if (line === undefined) throw new SyntaxError("Not a table: the headings do not end with a number of rows.");
    if (line.startsWith(`~${codes.length + 1}=`)) {
      codes.push(line.slice(line.indexOf("=") + 1));
      continue;
    }
    const facts = FACTS.exec(line);
    if (facts !== null) {
      setFacts(headingsOf(""), readFacts(line, facts[0].length, countName));
      continue;
    }
    if (line.startsWith(LIST_FACTS)) {
      const { address, end } = readAddress(line, LIST_FACTS.length);
      expect(line, end, ": ");
      setFacts(headingsOf(address), readFacts(line, end + 2, countName));
      continue;
    }
    const order = ORDER.exec(line);
    if (order !== null) {
      const headings = headingsOf(order[1] ?? "");
      if (headings.order !== "") throw new SyntaxError("Not a table: a key order is said twice.");
      headings.order = order[2] as string;
      continue;
    }
    const other = readTurnedRows(line);
    if (other !== undefined) {
      if (turned.push(other) > MAX_TURNED) throw new SyntaxError("Not a table: there are too many orders of keys.");
      continue;
    }
    const lookup = LOOKUP.exec(line);
    if (lookup !== null) {
      const { address, name, end } = readKeyName(line, lookup[0].length);
      expect(line, end, ": ");
      const columns = readColumns(line, end + 2, countName);
      const count = Number(lookup[1]);
      const rows = lines.slice(at + 1, at + 1 + count);
      if (rows.length !== count)
        throw new SyntaxError(`Not a table: ${count} rows are announced, ${rows.length} follow.`);
      headingsOf(address).lookups.push({ key: name, columns, rows });
      at += count;
      continue;
    }
    const rows = ROWS.exec(line);
    if (rows !== null) {
      return {
        codes,
        of,
        columns: readColumns(line, rows[0].length, countName),
        turned,
        rows: Number(rows[1]),
        next: at + 1,
      };
    }
    if (line === "object" || line.startsWith("object: ")) {
      const columns = line === "object" ? [] : readColumns(line, 8, countName);
      return { codes, of, columns, turned, rows: undefined, next: at + 1 };
    }
    throw new SyntaxError(`Not a table: unexpected heading ${JSON.stringify(line.slice(0, 80))}.`);
  }
}

function setFacts(headings: RecordHeadings, facts: readonly HeadingFact[]): void {
  if (headings.facts.length > 0) throw new SyntaxError("Not a table: facts are said twice.");
  headings.facts = facts;
}

function readFacts(line: string, at: number, countName: () => void): HeadingFact[] {
  const facts: HeadingFact[] = [];
  readNames(line, at, "", (path, name, from) => {
    countName();
    expect(line, from, "=");
    const end = factValueEnd(line, from + 1);
    facts.push({ path, name, source: line.slice(from + 1, end) });
    return end;
  });
  return facts;
}

/** Deepest lists of records in lists of records. */
const MAX_LISTS = 32;

function readColumns(line: string, at: number, countName: () => void): HeadingColumn[] {
  const columns: HeadingColumn[] = [];
  readColumnsUpTo(line, at, "", 0);
  return columns;

  function readColumnsUpTo(from: string, start: number, stop: string, depth: number, into = columns): number {
    if (depth > MAX_LISTS) throw new SyntaxError("Not a table: lists of records are nested too deeply.");
    return readNames(from, start, stop, (path, name, end) => {
      countName();
      const list: HeadingColumn[] | undefined = from[end] === "[" ? [] : undefined;
      into.push({ path, name, list });
      if (list === undefined) return end;
      return from[end + 1] === "]" ? end + 2 : readColumnsUpTo(from, end + 1, "]", depth + 1, list) + 1;
    });
  }
}

/** Reads `labels[]` or `pods[].labels[]`. */
function readAddress(line: string, at: number): { address: string; end: number } {
  const { address, name, end } = readKeyName(line, at);
  if (name !== "") throw new SyntaxError("Not a table: an address of records ends with [].");
  return { address, end };
}

/** Reads a name that may lead through lists, `labels[].name`. Without a name behind the last list, `name` is empty. */
function readKeyName(line: string, at: number): { address: string; name: string; end: number } {
  let address = "";
  let i = at;
  for (;;) {
    const { name, end } = readName(line, i);
    if (!line.startsWith("[]", end)) return { address, name, end };
    address += `${address === "" ? "" : "."}${name}[]`;
    if (line[end + 2] !== ".") return { address, name: "", end: end + 2 };
    i = end + 3;
  }
}

function expect(line: string, at: number, what: string): void {
  if (!line.startsWith(what, at))
    throw new SyntaxError(`Not a table: ${JSON.stringify(what)} is missing in ${JSON.stringify(line.slice(0, 80))}.`);
}
