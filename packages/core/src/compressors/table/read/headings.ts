import { factValueEnd } from "../grammar/fact-value.js";
import { readName, readNames } from "../grammar/name-list.js";
import { type ReadRowKind, readRowKind } from "../grammar/row-kind-line.js";
import { readTurnedRows, type TurnedRows } from "../grammar/turned-rows.js";
import type { ColumnPath } from "../records/record-set.js";

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
  readonly turned: readonly TurnedRows[];
  readonly columns: readonly HeadingColumn[];
  /** Kinds of rows; empty when all rows are alike. */
  readonly kinds: readonly ReadRowKind[];
  /** Number of rows; `undefined` when the table is one object. */
  readonly rows: number | undefined;
  /** The line behind the headings. */
  readonly next: number;
}

/** Reads the headings that begin at a line. @throws SyntaxError for a line that is no heading. */
export function readHeadings(lines: readonly string[], first: number): Headings {
  return new HeadingReader(lines, first).read();
}

/** Columns, and orders of keys, that a form may name in all. */
const MAX_NAMES = 8192;
const MAX_TURNED = 64;
/** Deepest lists of records in lists of records. */
const MAX_LISTS = 32;

const FACTS = /^in (?:every row(?: not in JSON)?|the object): /;
const LIST_FACTS = "in every ";
const ORDER = /^key order(?: of (.+))?: (\d+)$/s;
const LOOKUP = /^([1-9]\d{0,7}) rows by /;
const ROWS = /^([1-9]\d{0,7}) rows(?: of ([1-9]\d?) kinds)?: /;
const OBJECT = "object";

class HeadingReader {
  readonly #lines: readonly string[];
  readonly #codes: string[] = [];
  readonly #of = new Map<string, RecordHeadings>();
  readonly #turned: TurnedRows[] = [];
  #at: number;
  #names = 0;

  constructor(lines: readonly string[], first: number) {
    this.#lines = lines;
    this.#at = first;
  }

  read(): Headings {
    for (;;) {
      const line = this.#lines[this.#at];
      if (line === undefined) throw new SyntaxError("Not a table: the headings do not end with a number of rows.");
      const isMore =
        this.#code(line) || this.#facts(line) || this.#order(line) || this.#turnedRows(line) || this.#lookup(line);
      if (!isMore) return this.#last(line);
      this.#at++;
    }
  }

  #code(line: string): boolean {
    const start = `~${this.#codes.length + 1}: `;
    if (!line.startsWith(start)) return false;
    this.#codes.push(line.slice(start.length));
    return true;
  }

  #facts(line: string): boolean {
    const ofRows = FACTS.exec(line);
    if (ofRows !== null) this.#setFacts("", line, ofRows[0].length);
    else if (line.startsWith(LIST_FACTS)) {
      const { address, name, end } = readAddressed(line, LIST_FACTS.length);
      if (name !== "") throw new SyntaxError("Not a table: the address of records ends with [].");
      this.#setFacts(address, line, behind(line, end, ": "));
    } else return false;
    return true;
  }

  #setFacts(address: string, line: string, at: number): void {
    const headings = this.#headingsOf(address);
    if (headings.facts.length > 0) throw new SyntaxError("Not a table: facts are said twice.");
    const facts: HeadingFact[] = [];
    readNames(line, at, "", (path, name, nameEnd) => {
      this.#countName();
      const from = behind(line, nameEnd, ": ");
      const end = factValueEnd(line, from);
      facts.push({ path, name, source: line.slice(from, end) });
      return end;
    });
    headings.facts = facts;
  }

  #order(line: string): boolean {
    const match = ORDER.exec(line);
    if (match === null) return false;
    const headings = this.#headingsOf(match[1] ?? "");
    if (headings.order !== "") throw new SyntaxError("Not a table: a key order is said twice.");
    headings.order = match[2] as string;
    return true;
  }

  #turnedRows(line: string): boolean {
    const turned = readTurnedRows(line);
    if (turned === undefined) return false;
    if (this.#turned.push(turned) > MAX_TURNED)
      throw new SyntaxError("Not a table: there are too many orders of keys.");
    return true;
  }

  #lookup(line: string): boolean {
    const match = LOOKUP.exec(line);
    if (match === null) return false;
    const { address, name, end } = readAddressed(line, match[0].length);
    const columns = this.#columns(line, behind(line, end, ": "));
    const count = Number(match[1]);
    const rows = this.#lines.slice(this.#at + 1, this.#at + 1 + count);
    if (rows.length !== count)
      throw new SyntaxError(`Not a table: ${count} rows are announced, ${rows.length} follow.`);
    this.#headingsOf(address).lookups.push({ key: name, columns, rows });
    this.#at += count;
    return true;
  }

  /** The last heading, which lists the columns of the rows. */
  #last(line: string): Headings {
    const found = { codes: this.#codes, of: this.#of, turned: this.#turned };
    const first = this.#at + 1;
    const match = ROWS.exec(line);
    if (match !== null) {
      const columns = this.#columns(line, match[0].length);
      const names = columns.map((column) => column.name);
      const kinds = Array.from({ length: Number(match[2] ?? 0) }, (_, k) =>
        readRowKind(this.#lines[first + k] ?? "", k, names),
      );
      return { ...found, columns, kinds, rows: Number(match[1]), next: first + kinds.length };
    }
    if (line === OBJECT) return { ...found, columns: [], kinds: [], rows: undefined, next: first };
    if (!line.startsWith(`${OBJECT}: `))
      throw new SyntaxError(`Not a table: unexpected heading ${JSON.stringify(line.slice(0, 80))}.`);
    return { ...found, columns: this.#columns(line, OBJECT.length + 2), kinds: [], rows: undefined, next: first };
  }

  #columns(line: string, at: number): HeadingColumn[] {
    const columns: HeadingColumn[] = [];
    this.#columnsUpTo(line, at, "", 0, columns);
    return columns;
  }

  #columnsUpTo(line: string, at: number, stop: string, depth: number, into: HeadingColumn[]): number {
    if (depth > MAX_LISTS) throw new SyntaxError("Not a table: lists of records are nested too deeply.");
    return readNames(line, at, stop, (path, name, end) => {
      this.#countName();
      const list: HeadingColumn[] | undefined = line[end] === "[" ? [] : undefined;
      into.push({ path, name, list });
      if (list === undefined) return end;
      return line[end + 1] === "]" ? end + 2 : this.#columnsUpTo(line, end + 1, "]", depth + 1, list) + 1;
    });
  }

  #headingsOf(address: string): RecordHeadings {
    const headings = this.#of.get(address) ?? { facts: [], order: "", lookups: [] };
    this.#of.set(address, headings);
    return headings;
  }

  #countName(): void {
    if (++this.#names > MAX_NAMES) throw new SyntaxError("Not a table: there are too many columns.");
  }
}

/** Reads a name that may lead through lists, `labels[].name`. Without a name behind the last list, `name` is empty. */
function readAddressed(line: string, at: number): { address: string; name: string; end: number } {
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

/** The place behind `what`, which must stand at a place. */
function behind(line: string, at: number, what: string): number {
  if (line.startsWith(what, at)) return at + what.length;
  throw new SyntaxError(`Not a table: ${JSON.stringify(what)} is missing in ${JSON.stringify(line.slice(0, 80))}.`);
}
