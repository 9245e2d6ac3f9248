import { childNodes } from "../../json/json-node.js";
import { JsonKind, type JsonTree } from "../../json/json-tree.js";

/** Lists with less text than this are not worth a note about what is missing. */
const LEAST_CHARACTERS = 400;

/** A container whose children are alike enough to show some of them for all: an array, or a map from ids to records. */
export interface RowList {
  readonly node: number;
  readonly rows: readonly number[];
  /** Characters of all rows. */
  readonly length: number;
}

/**
 * The outermost lists within a node, in document order. `minRows` is the least number of rows; `skip` tells which lists
 * have been dealt with: those are looked into instead.
 */
export function outermostLists(
  tree: JsonTree,
  root: number,
  minRows: number,
  skip: (node: number) => boolean,
  isShown: (node: number) => boolean,
): readonly RowList[] {
  const lists: RowList[] = [];
  const end = tree.after[root] as number;
  for (let node = root; node < end; ) {
    if (!isShown(node)) {
      node = tree.after[node] as number;
      continue;
    }
    const list = skip(node) ? undefined : asList(tree, node, minRows);
    if (list === undefined) node++;
    else {
      lists.push(list);
      node = tree.after[node] as number;
    }
  }
  return lists;
}

function asList(tree: JsonTree, node: number, minRows: number): RowList | undefined {
  const kind = tree.kind[node];
  if (kind !== JsonKind.array && kind !== JsonKind.object) return undefined;
  const length = (tree.end[node] as number) - (tree.start[node] as number);
  if ((tree.count[node] as number) < minRows || length < LEAST_CHARACTERS) return undefined;
  const rows = childNodes(tree, node);
  if (kind === JsonKind.object && !isMapOfRecords(tree, rows)) return undefined;
  return { node, rows, length };
}

/** Members that are all objects or all arrays, with most keys of the first one in the others too. */
function isMapOfRecords(tree: JsonTree, members: readonly number[]): boolean {
  const kind = tree.kind[members[0] as number];
  if (kind !== JsonKind.object || !members.every((member) => tree.kind[member] === kind)) return false;
  const first = keysOf(tree, members[0] as number);
  if (first.size === 0) return false;
  return members.every((member) => {
    let shared = 0;
    for (const key of keysOf(tree, member)) if (first.has(key)) shared++;
    return shared * 2 >= first.size;
  });
}

function keysOf(tree: JsonTree, node: number): Set<string> {
  return new Set(childNodes(tree, node).map((child) => tree.text.slice(tree.keyStart[child], tree.keyEnd[child])));
}
