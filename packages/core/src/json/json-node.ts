import { JsonKind, type JsonTree } from "./json-tree.js";
import type { JsonPath } from "./path.js";

/**
 * Reading single nodes of a {@link JsonTree}. Children are visited without a list:
 * `for (let child = node + 1; child < tree.after[node]; child = tree.after[child])`.
 */

/** The numbers of a container's children, in document order; empty for a scalar. */
export function childNodes(tree: JsonTree, node: number): number[] {
  const children: number[] = [];
  const after = tree.after[node] as number;
  for (let child = node + 1; child < after; child = tree.after[child] as number) children.push(child);
  return children;
}

/** The text of a node as it stands in the document. */
export function nodeSource(tree: JsonTree, node: number): string {
  return tree.text.slice(tree.start[node], tree.end[node]);
}

/** The characters of a string node, escapes resolved. */
export function stringValue(tree: JsonTree, node: number): string {
  return decodeString(tree.text, tree.start[node] as number, tree.end[node] as number);
}

/** The key of a member node, escapes resolved. The node must be a member of an object. */
export function nodeKey(tree: JsonTree, node: number): string {
  return decodeString(tree.text, tree.keyStart[node] as number, tree.keyEnd[node] as number);
}

/** The characters of the JSON string that stands at `start` to `end`, quotes included. */
export function decodeString(text: string, start: number, end: number): string {
  const inner = text.slice(start + 1, end - 1);
  return inner.includes("\\") ? (JSON.parse(text.slice(start, end)) as string) : inner;
}

/** The member of an object with the given key, or -1. Of equal keys the last one counts, as in `JSON.parse`. */
export function memberNode(tree: JsonTree, node: number, key: string): number {
  if (tree.kind[node] !== JsonKind.object) return -1;
  const after = tree.after[node] as number;
  let found = -1;
  for (let child = node + 1; child < after; child = tree.after[child] as number) {
    if (keyIs(tree, child, key)) found = child;
  }
  return found;
}

function keyIs(tree: JsonTree, node: number, key: string): boolean {
  const start = tree.keyStart[node] as number;
  const end = tree.keyEnd[node] as number;
  // An escaped key is never shorter than what it stands for.
  if (end - start - 2 < key.length) return false;
  return decodeString(tree.text, start, end) === key;
}

/** The element of an array with the given index, or -1. */
export function elementNode(tree: JsonTree, node: number, index: number): number {
  if (tree.kind[node] !== JsonKind.array || !(index >= 0 && index < (tree.count[node] as number))) return -1;
  let child = node + 1;
  for (let at = 0; at < index; at++) child = tree.after[child] as number;
  return Number.isInteger(index) ? child : -1;
}

/**
 * The node at a path, or -1 when there is none. Numbers are indexes of arrays, strings are keys of objects.
 *
 * @example
 * const tree = scanJson('{"messages": [{"role": "user"}]}');
 * nodeSource(tree, locate(tree, ["messages", 0, "role"])); // "\"user\""
 */
export function locate(tree: JsonTree, path: JsonPath): number {
  let node = 0;
  for (const step of path) {
    node = typeof step === "number" ? elementNode(tree, node, step) : memberNode(tree, node, step);
    if (node < 0) return -1;
  }
  return node;
}
