import { childNodes, locate } from "./json-node.js";
import type { JsonTree } from "./json-tree.js";
import type { JsonPath } from "./path.js";
import type { Splice } from "./splice.js";

/**
 * The splices that take elements out of arrays, each with one of its commas. What stays is as it was.
 *
 * @throws RangeError when a path leads to no element of an array.
 * @example
 * const tree = scanJson("[1, 2, 3]");
 * spliceText(tree.text, removeElements(tree, [[1]])); // "[1, 3]"
 */
export function removeElements(tree: JsonTree, paths: readonly JsonPath[]): readonly Splice[] {
  const removed = new Map<number, Set<number>>();
  for (const path of paths) {
    const list = locate(tree, path.slice(0, -1));
    const element = locate(tree, path);
    if (element < 0 || typeof path.at(-1) !== "number") {
      throw new RangeError(`There is no element at ${JSON.stringify(path)} to remove.`);
    }
    removed.set(list, (removed.get(list) ?? new Set()).add(element));
  }
  const splices = [...removed].flatMap(([list, elements]) => removeFrom(tree, list, elements));
  return splices.sort((a, b) => a.start - b.start);
}

/** The comma behind goes with the elements before the first that stays; the comma before it goes with any other. */
function removeFrom(tree: JsonTree, list: number, elements: ReadonlySet<number>): readonly Splice[] {
  const { start, end } = tree as { start: ArrayLike<number>; end: ArrayLike<number> };
  const children = childNodes(tree, list);
  const firstKept = children.findIndex((child) => !elements.has(child));
  if (firstKept < 0) {
    return [{ start: (start[list] as number) + 1, end: (end[list] as number) - 1, text: "" }];
  }
  return children.flatMap((child, index) => {
    if (!elements.has(child)) return [];
    return index < firstKept
      ? [{ start: start[child] as number, end: start[children[index + 1] as number] as number, text: "" }]
      : [{ start: end[children[index - 1] as number] as number, end: end[child] as number, text: "" }];
  });
}
