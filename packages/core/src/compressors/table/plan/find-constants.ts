import { equalSources } from "../records/equal-sources.js";
import type { Column, RecordSet } from "../records/record-set.js";

/**
 * Whether a column says the same in every record that has the object it belongs to, and there are at least two. Of a single
 * record everything but its lists is said once.
 */
export function isConstant({ tree, groups, size }: RecordSet, column: Column): boolean {
  const { cells, filled, says, group, list } = column;
  if (size === 1) return list === undefined && says === "value";
  if (says === "key" || filled < 2 || filled !== groups[group]?.filled) return false;
  let first = -1;
  for (const node of cells) {
    if (node < 0) continue;
    if (first < 0) first = node;
    else if (!equalSources(tree, first, node)) return false;
  }
  return true;
}
