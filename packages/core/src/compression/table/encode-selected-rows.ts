import { childNodes } from "../../json/json-node.js";
import type { JsonTree } from "../../json/json-tree.js";
import { encodeTable } from "./encode-table.js";

/**
 * Some rows of an array of objects as a table whose first column is the row's number, counted from `from`. What is said for
 * every row is said for the rows shown. The heading states how many of how many rows are shown. There is no decoder: the
 * rows left out are not in it.
 *
 * `undefined` when the rows are not alike enough for a table.
 *
 * @example
 * encodeSelectedRows(scanJson('[{"id":7},{"id":8},{"id":9}]'), 0, [0, 2]); // "2 of 3 rows: (row),id\n1,7\n3,9"
 */
export function encodeSelectedRows(
  tree: JsonTree,
  array: number,
  rowIndexes: readonly number[],
  from = 1,
): string | undefined {
  const objects = childNodes(tree, array);
  const shown = rowIndexes.map((index) => {
    const node = objects[index];
    if (node === undefined) throw new RangeError(`There is no row ${index}: the array has ${objects.length}.`);
    return node;
  });
  return encodeTable(tree, shown, { numbers: { rows: rowIndexes.map((index) => index + from), of: objects.length } });
}
