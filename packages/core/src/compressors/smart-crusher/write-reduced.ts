import { canonical } from "../../json/canonical.js";
import { stringValue } from "../../json/json-node.js";
import { JsonKind, type JsonTree } from "../../json/json-tree.js";

/** Name of the column that holds the number of a shown row. */
export const ROW_NUMBER = "#";

/** What is left out of a document, and what of its strings is shown. */
export interface Reduction {
  /** Rows shown of each reduced list, by index; lists that are not named are shown whole. */
  readonly shown: ReadonlyMap<number, readonly number[]>;
  /** Whether rows of reduced arrays get their number as a first member. */
  readonly numbered: boolean;
  /** Strings longer than this are cut; `Infinity` cuts none. */
  readonly longestString: number;
}

/** How many characters of a cut string are shown, as a share of the longest that is not cut. */
const SHOWN_SHARE = 0.6;

/**
 * The compact source of a document with parts left out. Rows of reduced arrays that are objects may get their number,
 * counted from 1, as a first member `#`; whatever is shown is written as it stands.
 */
export function writeReduced(tree: JsonTree, node: number, reduction: Reduction): string {
  if (reduction.shown.size === 0 && !hasLongString(tree, node, reduction.longestString)) return canonical(tree, node);
  const out: string[] = [];
  writeNode(tree, node, reduction, out);
  return out.join("");
}

/** Whether the source of a string below a node is longer than what is shown whole. */
function hasLongString(tree: JsonTree, node: number, longest: number): boolean {
  const after = tree.after[node] as number;
  for (let at = node; at < after; at++) {
    const length = (tree.end[at] as number) - (tree.start[at] as number) - 2;
    if (length > longest && tree.kind[at] === JsonKind.string) return true;
  }
  return false;
}

function writeNode(tree: JsonTree, node: number, reduction: Reduction, out: string[], rowNumber?: number): void {
  const kind = tree.kind[node];
  if (kind === JsonKind.string) {
    out.push(shownString(tree, node, reduction.longestString));
  } else if (kind === JsonKind.object || kind === JsonKind.array) {
    writeContainer(tree, node, reduction, out, rowNumber);
  } else {
    out.push(canonical(tree, node));
  }
}

function writeContainer(
  tree: JsonTree,
  node: number,
  reduction: Reduction,
  out: string[],
  rowNumber: number | undefined,
): void {
  const isObject = tree.kind[node] === JsonKind.object;
  const shown = reduction.shown.get(node);
  const end = tree.after[node] as number;
  let separator = isObject ? "{" : "[";
  if (rowNumber !== undefined && isObject) {
    out.push(`{"${ROW_NUMBER}":${rowNumber}`);
    separator = ",";
  }
  let next = 0;
  for (let child = node + 1, index = 0; child < end; child = tree.after[child] as number, index++) {
    if (shown !== undefined) {
      if (shown[next] !== index) continue;
      next++;
    }
    out.push(separator);
    separator = ",";
    if (isObject) out.push(tree.text.slice(tree.keyStart[child], tree.keyEnd[child]), ":");
    writeNode(
      tree,
      child,
      reduction,
      out,
      reduction.numbered && shown !== undefined && !isObject ? index + 1 : undefined,
    );
  }
  if (separator !== ",") out.push(separator);
  out.push(isObject ? "}" : "]");
}

function shownString(tree: JsonTree, node: number, longest: number): string {
  const start = tree.start[node] as number;
  const end = tree.end[node] as number;
  const source = tree.text.slice(start, end);
  if (end - start - 2 <= longest) return source;
  const value = stringValue(tree, node);
  if (value.length <= longest) return source;
  let length = Math.floor(longest * SHOWN_SHARE);
  const last = value.charCodeAt(length - 1);
  if (last >= 0xd800 && last <= 0xdbff) length--;
  return JSON.stringify(`${value.slice(0, length)}… [+${value.length - length} characters]`);
}
