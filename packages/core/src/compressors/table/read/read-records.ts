import { isBracketed, isNumberText, isQuoted, isWord, quotedText, remainderCell, splitCells } from "../grammar/cell.js";
import type { ReadRowKind } from "../grammar/row-kind-line.js";
import { OWN_CELL, type Template } from "../grammar/template.js";
import type { Budget } from "./budget.js";
import type { RecordShape, ShapeColumn } from "./record-shape.js";

/** More templates that lean on each other than are ever written. */
const MAX_CHAIN = 8;
const CODE = /^~[1-9]\d{0,7}$/;

/** Puts records together from their cells, as JSON. */
export class RecordReader {
  readonly #shape: RecordShape;
  readonly #codes: readonly string[];
  readonly #budget: Budget;
  readonly #inList: boolean;
  readonly #lists: readonly (RecordReader | undefined)[];
  /** Per column: the cell of the record at hand; empty where there is none. */
  readonly #sources: string[];
  /** Per column: JSON of the value; `undefined` where the record has none. */
  readonly #json: (string | undefined)[];
  /** Per column: text for templates. */
  readonly #texts: (string | undefined)[];
  /** Per column: 0 not looked at, 1 being worked out, 2 known. */
  readonly #state: Uint8Array;
  readonly #present: Uint8Array;
  readonly #usualOrder: readonly number[];
  /** Templates being worked out, each for the sake of the one before. */
  #chain = 0;

  constructor(shape: RecordShape, codes: readonly string[], budget: Budget, inList = false) {
    this.#shape = shape;
    this.#codes = codes;
    this.#budget = budget;
    this.#inList = inList;
    this.#lists = shape.columns.map(({ list }) =>
      list === undefined ? undefined : new RecordReader(list, codes, budget, true),
    );
    this.#sources = new Array(shape.columns.length).fill("");
    this.#json = new Array(shape.columns.length).fill(undefined);
    this.#texts = new Array(shape.columns.length).fill(undefined);
    this.#state = new Uint8Array(shape.columns.length);
    this.#present = new Uint8Array(shape.groups.length);
    this.#usualOrder = [...shape.columns.keys()];
  }

  /** Columns in the order of keys at the top of a record, counted from 0 in the usual order. */
  orderOf(keys: readonly number[]): readonly number[] {
    const blocks: number[][] = [];
    let last: string | number | undefined;
    for (const [column, { path }] of this.#shape.columns.entries()) {
      if (column === this.#shape.key) continue;
      if (blocks.length === 0 || path[0] !== last) blocks.push([]);
      last = path[0];
      blocks.at(-1)?.push(column);
    }
    const order = keys.map((key) => blocks[key]);
    if (new Set(order).size !== order.length || order.includes(undefined))
      throw new SyntaxError("Not a table: an order of keys is wrong.");
    return (order as number[][]).flat();
  }

  /**
   * Reads a record whose cells begin at a place of a line: a member or element as JSON, and the place behind the cells.
   * `order` is the order of its columns, `kind` tells which cells there are.
   */
  read(line: string, at: number, order = this.#usualOrder, kind?: ReadRowKind): { json: string; end: number } {
    const { cells, end } = splitCells(line, at, (kind ?? this.#shape).cells.length, this.#inList);
    this.#place(kind === undefined ? cells : this.#allCells(cells, kind));
    for (let column = 0; column < this.#shape.columns.length; column++) this.#workOut(column);
    const { key, value } = this.#shape;
    let json = value >= 0 ? this.#need(value) : this.#join(order);
    if (key >= 0) json = `${this.#need(key)}:${json}`;
    this.#budget.spend(json.length + 2 * this.#shape.columns.length);
    return { json, end };
  }

  /** Whether each line has a comma, so that a line which is one object must be a row of its own kind. */
  get hasSeveralCells(): boolean {
    return this.#shape.cells.length > 1;
  }

  /** Whether the records are members of an object. */
  get hasKeys(): boolean {
    return this.#shape.key >= 0;
  }

  #need(column: number): string {
    const json = this.#json[column];
    if (json === undefined || (column === this.#shape.key && !isQuoted(json)))
      throw new SyntaxError("Not a table: a row has no key.");
    return json;
  }

  /** The cells of a row that leaves some out. */
  #allCells(cells: readonly string[], kind: ReadRowKind): string[] {
    const all = new Array<string>(this.#shape.cells.length).fill("");
    for (const [column, cell] of kind.common) all[column] = cell;
    for (const [k, column] of kind.cells.entries()) all[column] = cells[k] as string;
    return all;
  }

  /** Sets the cells of one record and finds which of its objects stand. */
  #place(cells: readonly string[]): void {
    const { columns, groups, lookups } = this.#shape;
    this.#sources.fill("");
    this.#state.fill(0);
    for (const [k, column] of this.#shape.cells.entries()) this.#sources[column] = cells[k] as string;
    for (const { key, columns: looked, rows } of lookups) {
      const own = cells[key] as string;
      const row = own === "" ? undefined : rows.get(own);
      if (own !== "" && row === undefined)
        throw new SyntaxError(`Not a table: no row says what goes with ${own.slice(0, 80)}.`);
      for (const [k, column] of looked.entries()) this.#sources[column] = row?.[k] ?? "";
    }
    this.#present.fill(0);
    this.#present[0] = 1;
    for (let column = 0; column < columns.length; column++) {
      if (this.#sources[column] === "") continue;
      for (const group of groups[(columns[column] as ShapeColumn).group]?.chain ?? []) this.#present[group] = 1;
    }
    for (let group = 1; group < groups.length; group++) {
      const { shown, parent } = groups[group] as RecordShape["groups"][number];
      if (!shown) this.#present[group] = this.#present[parent] as number;
    }
  }

  #workOut(column: number): void {
    if (this.#state[column] === 2) return;
    if (this.#state[column] === 1) throw new SyntaxError("Not a table: a template leans on itself.");
    this.#state[column] = 1;
    const { constant, template, group } = this.#shape.columns[column] as ShapeColumn;
    const source = this.#sources[column] as string;
    this.#json[column] = undefined;
    this.#texts[column] = undefined;
    if (source !== "") this.#readCell(column, source, template);
    else if (this.#present[group] === 1 && constant !== undefined) this.#setJson(column, constant);
    else if (this.#present[group] === 1 && template !== undefined && !template.includes(OWN_CELL)) {
      const text = this.#fill(template, "");
      if (text !== undefined) this.#setText(column, text);
    }
    this.#state[column] = 2;
  }

  #readCell(column: number, source: string, template: Template | undefined): void {
    let cell = source;
    if (CODE.test(cell)) {
      cell = this.#codes[Number(cell.slice(1)) - 1] ?? "";
      if (cell === "" || CODE.test(cell)) throw new SyntaxError(`Not a table: nothing is said of ${source}.`);
    }
    if (isBracketed(cell)) {
      const list = cell.startsWith("[(") ? this.#lists[column] : undefined;
      this.#setJson(column, list === undefined ? cell : list.readList(cell));
      return;
    }
    const isBare = !isQuoted(cell);
    if (isBare && (isWord(cell) || (template === undefined && isNumberText(cell)))) {
      this.#setJson(column, cell);
      return;
    }
    if (isBare && remainderCell(cell, this.#inList) !== cell)
      throw new SyntaxError(`Not a table: ${cell.slice(0, 80)} needs quotes.`);
    const text = isBare ? cell : quotedText(cell);
    const filled = template === undefined ? text : this.#fill(template, text);
    if (filled === undefined) throw new SyntaxError("Not a table: a template leans on a cell that is not there.");
    this.#setText(column, filled);
  }

  /** Reads `[(a,b),(c,d)]`. */
  readList(cell: string): string {
    let json = "";
    let at = 1;
    for (;;) {
      if (cell[at] !== "(") throw new SyntaxError("Not a table: a list of records is broken.");
      const record = this.read(cell, at + 1);
      json += (json === "" ? "" : ",") + record.json;
      at = record.end + 1;
      if (cell[record.end] !== ")") throw new SyntaxError("Not a table: a record has more cells than columns.");
      if (cell[at] !== ",") break;
      at++;
    }
    if (at !== cell.length - 1 || cell[at] !== "]")
      throw new SyntaxError("Not a table: a list of records does not close.");
    return this.container(json);
  }

  /** Records as an array, or as an object when they have keys. */
  container(json: string): string {
    return this.#shape.key < 0 ? `[${json}]` : `{${json}}`;
  }

  #fill(template: Template, own: string): string | undefined {
    let text = "";
    for (const part of template) {
      if (typeof part === "string") text += part;
      else if (part === OWN_CELL) text += own;
      else {
        if (++this.#chain > MAX_CHAIN) throw new SyntaxError("Not a table: too many templates lean on each other.");
        this.#workOut(part);
        this.#chain--;
        const mentioned = this.#textOf(part);
        if (mentioned === undefined) return undefined;
        text += mentioned;
      }
      if (text.length > this.#budget.limit) this.#budget.spend(text.length);
    }
    return text;
  }

  #textOf(column: number): string | undefined {
    const json = this.#json[column];
    if (this.#texts[column] === undefined && json !== undefined) {
      if (isQuoted(json)) this.#texts[column] = JSON.parse(json) as string;
      else if (isNumberText(json)) this.#texts[column] = json;
    }
    return this.#texts[column];
  }

  #setJson(column: number, json: string): void {
    this.#json[column] = json;
  }

  #setText(column: number, text: string): void {
    this.#texts[column] = text;
    this.#json[column] = JSON.stringify(text);
  }

  /** The record at hand as an object. */
  #join(order: readonly number[]): string {
    const { columns, groups, key } = this.#shape;
    let said = this.#json.reduce(
      (count, json, column) => (json === undefined || column === key ? count : count + 1),
      0,
    );
    let out = "{";
    let fresh = true;
    let open: readonly number[] = [0];
    for (const column of order) {
      const json = this.#json[column];
      if (json === undefined || column === key) continue;
      said--;
      const { group, keyJson } = columns[column] as ShapeColumn;
      const { chain } = groups[group] as RecordShape["groups"][number];
      if (chain !== open) {
        let shared = 0;
        while (shared < chain.length && chain[shared] === open[shared]) shared++;
        for (let k = open.length - 1; k >= shared; k--) {
          out += groups[open[k] as number]?.close;
          fresh = false;
        }
        for (let k = shared; k < chain.length; k++) {
          out += (fresh ? "" : ",") + groups[chain[k] as number]?.open;
          fresh = true;
        }
        open = chain;
      }
      out += `${fresh ? "" : ","}${keyJson}:${json}`;
      fresh = false;
    }
    for (let k = open.length - 1; k > 0; k--) out += groups[open[k] as number]?.close;
    if (said !== 0) throw new SyntaxError("Not a table: an order of keys leaves out a member.");
    return `${out}}`;
  }
}
