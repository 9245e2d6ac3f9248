import { JsonKind, type JsonTree } from "../../../json/json-tree.js";
import { columnName, KEY_COLUMN, VALUE_COLUMN } from "../grammar/column-name.js";
import { MAX_TURNED_ROWS } from "../grammar/turned-rows.js";
import { type Field, gatherFields, type TurnedRecords } from "./gather-fields.js";
import { isArrayOfObjects, listRecords } from "./list-records.js";
import type { Column, ColumnPath, Group, RecordSetAttempt } from "./record-set.js";
import { isMap, worthTakingApart, worthTakingElements } from "./take-apart.js";

/** Columns and cells beyond which a set is left as JSON. */
const MAX_COLUMNS = 640;
const MAX_CELLS = 4_000_000;
/** Deepest nesting of lists of records, and longest path within a record. */
const MAX_DEPTH = 12;
/** Longest array that is taken apart by index. */
const MAX_ELEMENTS = 16;

/**
 * Alike nodes as columns. With `keyed` they are members of one object, and their keys are the first column. The nodes are
 * objects; members of one object may also be arrays, which then are the only other column.
 *
 * `undefined` when there are too many columns, or none.
 */
export function buildRecordSet(
  tree: JsonTree,
  nodes: Int32Array,
  keyed: boolean,
  depth = 0,
): RecordSetAttempt | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const building = new Building(tree, nodes.length, depth);
  return building.build(nodes, keyed);
}

class Building {
  readonly #tree: JsonTree;
  readonly #size: number;
  readonly #depth: number;
  readonly #maxFields: number;
  readonly #columns: Column[] = [];
  readonly #groups: Group[] = [];
  #turned: readonly TurnedRecords[] = [];

  constructor(tree: JsonTree, size: number, depth: number) {
    this.#tree = tree;
    this.#size = size;
    this.#depth = depth;
    this.#maxFields = Math.min(MAX_COLUMNS, Math.floor(MAX_CELLS / Math.max(1, size)));
  }

  build(nodes: Int32Array, keyed: boolean): RecordSetAttempt | undefined {
    this.#addGroup([], -1, nodes);
    if (keyed) this.#addColumn([], KEY_COLUMN, 0, nodes, "key");
    if (keyed && this.#tree.kind[nodes[0] as number] === JsonKind.array) {
      this.#addColumn([], VALUE_COLUMN, 0, nodes, "value");
    } else {
      const gathered = gatherFields(this.#tree, nodes, this.#maxFields);
      if (gathered === undefined) return undefined;
      // Only the rows of a table can be said to follow another order.
      const irregular =
        this.#depth === 0
          ? gathered.irregular
          : [...gathered.irregular, ...gathered.turned.flatMap((other) => other.records)];
      if (irregular.length > 0) return { irregular };
      if (gathered.turned.reduce((sum, { records }) => sum + records.length, 0) > MAX_TURNED_ROWS) return undefined;
      this.#turned = gathered.turned;
      for (const field of gathered.fields) this.#addValue(field.key, field.cells, 0);
    }
    const fits = this.#columns.length > 0 && this.#columns.length <= MAX_COLUMNS;
    if (!fits) return undefined;
    return {
      set: { tree: this.#tree, size: this.#size, columns: this.#columns, groups: this.#groups, turned: this.#turned },
    };
  }

  #addGroup(path: ColumnPath, parent: number, nodes: Int32Array): number {
    const present = Uint8Array.from(nodes, (node) => (node < 0 ? 0 : 1));
    return this.#groups.push({ path, parent, filled: countFilled(nodes), present }) - 1;
  }

  #addColumn(path: ColumnPath, name: string, group: number, cells: Int32Array, says: "value" | "key"): void {
    const build = (nodes: Int32Array, inMap: boolean) => buildRecordSet(this.#tree, nodes, inMap, this.#depth + 1);
    const list =
      says === "value" && filledKinds(this.#tree, cells) !== 0 ? listRecords(this.#tree, cells, build) : undefined;
    this.#columns.push({ path, name, group, cells, filled: countFilled(cells), says, list });
  }

  /** Adds the values at one step below a group: objects and arrays taken apart where that pays, and a column for the rest. */
  #addValue(step: string | number, cells: Int32Array, parent: number): void {
    if (this.#columns.length > MAX_COLUMNS) return;
    const path = [...(this.#groups[parent] as Group).path, step];
    const kinds = path.length < MAX_DEPTH ? filledKinds(this.#tree, cells) : 0;
    let rest = cells;
    if ((kinds & JsonKind.object) !== 0) rest = this.#takeObjects(path, rest, parent);
    if ((kinds & JsonKind.array) !== 0) rest = this.#takeElements(path, rest, parent);
    if (rest === cells || rest.some((node) => node >= 0))
      this.#addColumn(path, columnName(path), parent, rest, "value");
  }

  /** Takes the objects among some cells apart, if that pays, and returns the cells that are left. */
  #takeObjects(path: ColumnPath, cells: Int32Array, parent: number): Int32Array {
    const tree = this.#tree;
    const objects = cells.map((node) =>
      node >= 0 && tree.kind[node] === JsonKind.object && tree.count[node] !== 0 ? node : -1,
    );
    const filled = countFilled(objects);
    const fields = filled === 0 ? undefined : this.#fieldsOf(objects);
    if (fields === undefined || isMap(tree, fields, filled) || !worthTakingApart(tree, fields, filled, this.#size))
      return cells;
    const group = this.#addGroup(path, parent, objects);
    for (const field of fields) this.#addValue(field.key, field.cells, group);
    return without(cells, objects);
  }

  /** Takes arrays of objects apart that have the same length in every record. */
  #takeElements(path: ColumnPath, cells: Int32Array, parent: number): Int32Array {
    const tree = this.#tree;
    const arrays = cells.map((node) => (node >= 0 && isArrayOfObjects(tree, node) ? node : -1));
    const first = arrays.find((node) => node >= 0);
    const length = first === undefined ? 0 : (tree.count[first] as number);
    if (length === 0 || length > MAX_ELEMENTS || arrays.some((node) => node >= 0 && tree.count[node] !== length))
      return cells;
    const elements = elementsOf(tree, arrays, length);
    const fields = elements.map((nodes) => this.#fieldsOf(nodes));
    if (
      !fields.every((list) => list !== undefined) ||
      !worthTakingElements(tree, fields, countFilled(arrays), this.#size)
    )
      return cells;
    const group = this.#addGroup(path, parent, arrays);
    for (const [index, list] of fields.entries()) {
      const element = this.#addGroup([...path, index], group, arrays);
      for (const field of list) this.#addValue(field.key, field.cells, element);
    }
    return without(cells, arrays);
  }

  #fieldsOf(objects: Int32Array): readonly Field[] | undefined {
    const gathered = gatherFields(this.#tree, objects, this.#maxFields);
    const isRegular = gathered !== undefined && gathered.irregular.length === 0 && gathered.turned.length === 0;
    return isRegular ? gathered.fields : undefined;
  }
}

/** The kinds of containers with children among some cells, as bits. */
function filledKinds(tree: JsonTree, cells: Int32Array): number {
  let kinds = 0;
  for (const node of cells) {
    if (node >= 0 && tree.count[node] !== 0) kinds |= tree.kind[node] as number;
  }
  return kinds;
}

/** The elements of arrays of one length, index by index. */
function elementsOf(tree: JsonTree, arrays: Int32Array, length: number): Int32Array[] {
  const elements = Array.from({ length }, () => new Int32Array(arrays.length).fill(-1));
  for (let record = 0; record < arrays.length; record++) {
    let node = (arrays[record] as number) + 1;
    if (node === 0) continue;
    for (const nodes of elements) {
      nodes[record] = node;
      node = tree.after[node] as number;
    }
  }
  return elements;
}

function without(cells: Int32Array, taken: Int32Array): Int32Array {
  return cells.map((node, record) => (taken[record] === node ? -1 : node));
}

function countFilled(cells: Int32Array): number {
  let filled = 0;
  for (const node of cells) if (node >= 0) filled++;
  return filled;
}
