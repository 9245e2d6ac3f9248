import type { JsonTree } from "../../../json/json-tree.js";
import { JsonKind } from "../../../json/json-tree.js";
import { equalSources } from "./equal-sources.js";
import type { Field } from "./gather-fields.js";

/** Most keys that a map may have in common with all others of its column and still be taken for an object. */
const MAX_COMMON_KEYS = 24;

/** Smallest share of cells that say something: rows of gaps are hard to read. */
export const MIN_DENSITY = 0.25;
/** The same for the columns of a nested object, which could as well be left as JSON. */
const MIN_NESTED_DENSITY = 0.35;

/**
 * Whether objects map names to alike records instead of having members of their own. `fields` are the members of `objects`
 * objects.
 */
export function isMap(tree: JsonTree, fields: readonly Field[], objects: number): boolean {
  if (fields.length < 3) return false;
  let members = 0;
  for (const field of fields) {
    members += field.filled;
    for (const node of field.cells) if (node >= 0 && tree.kind[node] !== JsonKind.object) return false;
  }
  const allAlike = members === fields.length * objects && objects > 1;
  return !(allAlike && fields.length <= MAX_COMMON_KEYS);
}

/**
 * Whether the members of `objects` objects are shorter as columns of `records` records than as JSON in one column.
 * Counted in characters: what the keys cost each time against once, a separator for every cell, and values that recur in
 * every object and so will be said once.
 */
export function worthTakingApart(tree: JsonTree, fields: readonly Field[], objects: number, records: number): boolean {
  let asJson = 2 * objects;
  let asColumns = 0;
  let members = 0;
  for (const { key, cells, filled } of fields) {
    members += filled;
    asJson += filled * (key.length + 4);
    asColumns += key.length + 1 + filled + (records - filled) / 2;
    if (filled === objects && objects > 1) asColumns -= savedByConstant(tree, cells, filled);
  }
  return asColumns < asJson && members >= MIN_NESTED_DENSITY * objects * fields.length;
}

function savedByConstant(tree: JsonTree, cells: Int32Array, filled: number): number {
  let first = -1;
  for (const node of cells) {
    if (node < 0) continue;
    if (first < 0) first = node;
    else if (!equalSources(tree, first, node)) return 0;
  }
  return ((tree.end[first] as number) - (tree.start[first] as number)) * (filled - 1);
}

/**
 * Whether arrays of objects are shorter with columns for each index than as lists of records. An index repeats the names of
 * the columns, but what is the same at that index in every record is said once.
 */
export function worthTakingElements(
  tree: JsonTree,
  elements: readonly (readonly Field[])[],
  arrays: number,
  records: number,
): boolean {
  let names = 0;
  let mostNames = 0;
  let saved = 0;
  for (const fields of elements) {
    let own = 4;
    for (const { key, cells, filled } of fields) {
      own += key.length + 1;
      saved -= (records - filled) / 2;
      if (filled === arrays && arrays > 1) saved += savedByConstant(tree, cells, filled);
    }
    names += own;
    mostNames = Math.max(mostNames, own);
    saved += 2 * arrays;
  }
  return saved > names - mostNames;
}
