import { JsonKind, type JsonTree } from "../../../json/json-tree.js";
import type { RecordList, RecordSetAttempt } from "./record-set.js";
import { MIN_DENSITY } from "./take-apart.js";

/** Makes a record set of nodes; `keyed` when they are members of objects. */
type BuildRecordSet = (nodes: Int32Array, keyed: boolean) => RecordSetAttempt | undefined;

/** What makes a cell a list of records. The pooled records of one column are all of one kind. */
const LIST_KINDS = [
  { keyed: false, test: isArrayOfObjects },
  {
    keyed: true,
    test: (tree: JsonTree, node: number) => isFilled(tree, node, JsonKind.object) && hasObjectsOnly(tree, node),
  },
  {
    keyed: true,
    test: (tree: JsonTree, node: number) => isFilled(tree, node, JsonKind.object) && hasArraysOnly(tree, node),
  },
] as const;

/**
 * The records inside the cells of a column: of arrays of objects, or of objects whose members are objects or arrays of
 * objects. `undefined` when no cell is such a list, or when writing them as records would not be shorter.
 */
export function listRecords(tree: JsonTree, cells: Int32Array, build: BuildRecordSet): RecordList | undefined {
  for (const { keyed, test } of LIST_KINDS) {
    const isList = Uint8Array.from(cells, (node) => (node >= 0 && test(tree, node) ? 1 : 0));
    if (!isList.includes(1)) continue;
    const list = listOf(tree, cells, isList, (nodes) => build(nodes, keyed));
    if (list !== undefined) return list;
  }
  return undefined;
}

function listOf(
  tree: JsonTree,
  cells: Int32Array,
  isList: Uint8Array,
  build: (nodes: Int32Array) => RecordSetAttempt | undefined,
): RecordList | undefined {
  // Lists whose records contradict the others stay JSON; then the rest is tried once more.
  for (let attempt = 0; attempt < 2; attempt++) {
    const { nodes, owner, first, count } = pool(tree, cells, isList);
    const built = nodes.length < 2 ? undefined : build(nodes);
    if (built === undefined) return undefined;
    if ("set" in built) {
      const list = { records: built.set, first, count };
      return paysAsRecords(list) ? list : undefined;
    }
    for (const record of built.irregular) isList[owner[record] as number] = 0;
  }
  return undefined;
}

function isFilled(tree: JsonTree, node: number, kind: JsonKind): boolean {
  return tree.kind[node] === kind && tree.count[node] !== 0;
}

/** Whether a node is an array of at least one object, and all of them have members. */
export function isArrayOfObjects(tree: JsonTree, node: number): boolean {
  return isFilled(tree, node, JsonKind.array) && hasObjectsOnly(tree, node);
}

/** Whether all children of a container are objects with members. */
export function hasObjectsOnly(tree: JsonTree, node: number): boolean {
  return everyChild(tree, node, (child) => isFilled(tree, child, JsonKind.object));
}

/** Whether all children of a container are arrays of objects. */
export function hasArraysOnly(tree: JsonTree, node: number): boolean {
  return everyChild(tree, node, (child) => isArrayOfObjects(tree, child));
}

function everyChild(tree: JsonTree, node: number, test: (child: number) => boolean): boolean {
  const after = tree.after[node] as number;
  for (let child = node + 1; child < after; child = tree.after[child] as number) if (!test(child)) return false;
  return true;
}

interface Pool {
  readonly nodes: Int32Array;
  readonly owner: Int32Array;
  readonly first: Int32Array;
  readonly count: Int32Array;
}

function pool(tree: JsonTree, cells: Int32Array, isList: Uint8Array): Pool {
  let total = 0;
  for (let row = 0; row < cells.length; row++)
    if (isList[row] === 1) total += tree.count[cells[row] as number] as number;
  const pooled: Pool = {
    nodes: new Int32Array(total),
    owner: new Int32Array(total),
    first: new Int32Array(cells.length).fill(-1),
    count: new Int32Array(cells.length),
  };
  let at = 0;
  for (let row = 0; row < cells.length; row++) {
    if (isList[row] !== 1) continue;
    const list = cells[row] as number;
    pooled.first[row] = at;
    pooled.count[row] = tree.count[list] as number;
    const after = tree.after[list] as number;
    for (let child = list + 1; child < after; child = tree.after[child] as number) {
      pooled.owner[at] = row;
      pooled.nodes[at++] = child;
    }
  }
  return pooled;
}

/** Keys said once per column against once per value, in characters. Separators count on both sides, half where nothing stands. */
function paysAsRecords({ records, count }: RecordList): boolean {
  let asJson = 0;
  let members = 0;
  let asRecords = records.size + count.length;
  for (const { path, filled } of records.columns) {
    const key = String(path.at(-1) ?? "");
    members += filled;
    asJson += filled * (key.length + 4);
    asRecords += key.length + 1 + filled + (records.size - filled) / 2;
  }
  return asRecords < asJson && members >= MIN_DENSITY * records.size * records.columns.length;
}
