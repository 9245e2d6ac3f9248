import type { JsonTree } from "./json-tree.js";

/** The number of the container around each node; -1 for the root. One pass over the tree. */
export function parentNodes(tree: JsonTree): Int32Array {
  const parents = new Int32Array(tree.size).fill(-1);
  const open: number[] = [];
  for (let node = 0; node < tree.size; node++) {
    while (open.length > 0 && (tree.after[open.at(-1) as number] as number) <= node) open.pop();
    parents[node] = open.at(-1) ?? -1;
    if ((tree.count[node] as number) > 0) open.push(node);
  }
  return parents;
}
