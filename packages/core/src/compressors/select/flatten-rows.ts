import { decodeString } from "../../json/json-node.js";
import { JsonKind, type JsonTree } from "../../json/json-tree.js";
import { ERROR_CANDIDATE } from "./error-words.js";
import { KeyTrait, keyTraits } from "./key-traits.js";
import { leafEvidence } from "./leaf-evidence.js";
import { ErrorEvidence } from "./row-source.js";
import { ShapeTable } from "./shape-table.js";

/** The fields of all rows, and what is known of each row as a whole. */
export interface FlatRows {
  readonly columns: readonly FlatColumn[];
  readonly shapes: Int32Array;
  readonly evidence: Uint8Array;
}

export interface FlatColumn {
  readonly name: string;
  readonly traits: number;
  /** Per row, the node of the field, or -1. */
  readonly nodes: Int32Array;
}

/** Fields beyond this many, or this deep, or this many cells in all, get no column. */
const MOST_COLUMNS = 256;
const MOST_CELLS = 16_000_000;
const MOST_LEVELS = 6;
/** Rows that are arrays have a column for each of their first elements. */
const MOST_ELEMENTS = 16;

/** Name of the column of rows that are no objects. */
const VALUE_COLUMN = "(value)";
/** In place of a column: elements of lists and what is below them have none, */
const NONE = -1;
/** a row that is a container has none itself, */
const ROOT = -2;
/** fields that are too many or too deep have none; in a shape they count as one. */
const UNTRACKED = -3;
/** Starts of shapes: the kinds of JSON, and null apart from the other literals. */
const NULL_START = JsonKind.literal + 1;

/**
 * Lays the fields of rows out in columns, in one pass over their nodes. Of equal keys the last counts. Error evidence is
 * looked for everywhere in a row, also where there are no columns.
 */
export function flattenRows(tree: JsonTree, rows: readonly number[]): FlatRows {
  const walk = new Walk(tree, rows);
  for (const [row, node] of rows.entries()) walk.row(node, row);
  return { columns: walk.columns, shapes: walk.shapes, evidence: walk.evidence };
}

class Walk {
  readonly columns: FlatColumn[] = [];
  readonly shapes: Int32Array;
  readonly evidence: Uint8Array;
  readonly #mostColumns: number;
  /** Per parent column (the rows themselves under ROOT): from the source of a key to its column. */
  readonly #children = new Map<number, Map<string, number>>();
  readonly #traitsOfKeys = new Map<string, number>();
  readonly #shapeTable = new ShapeTable(MOST_COLUMNS + 1, NULL_START + 1);
  readonly #candidates: Int32Array;
  #candidate = 0;
  // The containers around the current node, from the outside: where they end, their columns, what they pass on.
  readonly #ends: number[] = [];
  readonly #parents: number[] = [];
  readonly #inherited: number[] = [];
  // The current node.
  #depth = 0;
  #column = NONE;
  #traits = 0;
  /** Elements seen of a row that is an array. */
  #element = 0;

  constructor(
    readonly tree: JsonTree,
    readonly rows: readonly number[],
  ) {
    this.shapes = new Int32Array(rows.length);
    this.evidence = new Uint8Array(rows.length);
    this.#mostColumns = Math.min(MOST_COLUMNS, Math.max(16, Math.floor(MOST_CELLS / Math.max(1, rows.length))));
    this.#candidates = findCandidates(tree, rows);
  }

  row(rowNode: number, row: number): void {
    const { tree } = this;
    const end = tree.after[rowNode] as number;
    let state = startOf(tree, rowNode);
    let evidence: ErrorEvidence = ErrorEvidence.none;
    this.#depth = 0;
    this.#element = 0;
    this.#enterRow(rowNode);
    for (let node = rowNode; node < end; node++) {
      if (node > rowNode) this.#enterInner(node);
      if (this.#column >= 0) {
        (this.columns[this.#column] as FlatColumn).nodes[row] = node;
        state = this.#shapeTable.step(state, this.#column);
      } else if (this.#column === UNTRACKED) {
        state = this.#shapeTable.step(state, MOST_COLUMNS);
      }
      const kind = tree.kind[node];
      if (kind === JsonKind.object || kind === JsonKind.array) {
        this.#open(node, kind === JsonKind.object || node === rowNode);
      } else if (evidence !== ErrorEvidence.stated) {
        const hasCandidate = kind === JsonKind.string && this.#hasCandidate(node);
        evidence = Math.max(evidence, leafEvidence(tree, node, this.#traits, hasCandidate)) as ErrorEvidence;
      }
    }
    this.shapes[row] = this.#shapeTable.shapeAt(state);
    this.evidence[row] = evidence;
  }

  #enterRow(node: number): void {
    const kind = this.tree.kind[node];
    const isContainer = kind === JsonKind.object || kind === JsonKind.array;
    this.#column = isContainer ? ROOT : this.#child(ROOT, VALUE_COLUMN, VALUE_COLUMN);
    this.#traits = 0;
  }

  /** Finds the column and the traits of a node within a row. */
  #enterInner(node: number): void {
    const { tree } = this;
    while (node >= (this.#ends[this.#depth - 1] as number)) this.#depth--;
    const parent = this.#parents[this.#depth - 1] as number;
    const inherited = this.#inherited[this.#depth - 1] as number;
    if ((tree.keyStart[node] as number) >= 0) {
      const key = tree.text.slice(tree.keyStart[node], tree.keyEnd[node]);
      this.#traits = this.#traitsOf(key) | (inherited & KeyTrait.error);
      if (parent === NONE || parent === UNTRACKED) this.#column = NONE;
      else this.#column = this.#depth > MOST_LEVELS ? UNTRACKED : this.#child(parent, key);
      return;
    }
    const isInRow = this.#depth === 1 && parent === ROOT;
    this.#column = isInRow ? this.#elementColumn(this.#element++) : NONE;
    this.#traits = inherited;
  }

  #elementColumn(element: number): number {
    const name = `[${element}]`;
    return element < MOST_ELEMENTS ? this.#child(ROOT, name, name) : NONE;
  }

  #open(node: number, hasColumns: boolean): void {
    this.#ends[this.#depth] = this.tree.after[node] as number;
    this.#parents[this.#depth] = hasColumns ? this.#column : NONE;
    this.#inherited[this.#depth] = this.#traits;
    this.#depth++;
  }

  /** The column of a member, made when it is first met; UNTRACKED when there are too many. */
  #child(parent: number, key: string, name?: string): number {
    const children = this.#children.get(parent) ?? new Map<string, number>();
    this.#children.set(parent, children);
    const known = children.get(key);
    if (known !== undefined) return known;
    if (this.columns.length >= this.#mostColumns) return UNTRACKED;
    const own = name ?? decodeString(key, 0, key.length);
    // Two spellings of one key, with and without escapes, share a column.
    const plain = name ?? JSON.stringify(own);
    if (plain !== key) {
      const shared = this.#child(parent, plain);
      children.set(key, shared);
      return shared;
    }
    const path = parent === ROOT ? own : `${(this.columns[parent] as FlatColumn).name}.${own}`;
    const column = this.columns.length;
    const traits = name === undefined ? this.#traitsOf(key) : 0;
    this.columns.push({ name: path, traits, nodes: new Int32Array(this.rows.length).fill(-1) });
    children.set(key, column);
    return column;
  }

  #traitsOf(key: string): number {
    const known = this.#traitsOfKeys.get(key);
    if (known !== undefined) return known;
    const traits = keyTraits(decodeString(key, 0, key.length));
    this.#traitsOfKeys.set(key, traits);
    return traits;
  }

  /** Nodes come in document order, and so do the candidates. */
  #hasCandidate(node: number): boolean {
    const candidates = this.#candidates;
    const start = this.tree.start[node] as number;
    while (this.#candidate < candidates.length && (candidates[this.#candidate] as number) < start) this.#candidate++;
    return (
      this.#candidate < candidates.length && (candidates[this.#candidate] as number) < (this.tree.end[node] as number)
    );
  }
}

function startOf(tree: JsonTree, node: number): number {
  const isNull = tree.text.charCodeAt(tree.start[node] as number) === 110;
  return isNull ? NULL_START : (tree.kind[node] as number);
}

/** Where error patterns may match between the first and the last row, in order. */
function findCandidates(tree: JsonTree, rows: readonly number[]): Int32Array {
  const first = rows[0];
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return new Int32Array(0);
  const offset = tree.start[first] as number;
  const places: number[] = [];
  for (const match of tree.text.slice(offset, tree.end[last]).matchAll(ERROR_CANDIDATE))
    places.push(offset + match.index);
  return Int32Array.from(places);
}
