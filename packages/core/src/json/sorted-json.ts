import { childNodes, nodeKey, nodeSource } from "./json-node.js";
import { JsonKind, type JsonTree } from "./json-tree.js";
import { scanJson } from "./scan-json.js";

/**
 * A JSON text with the members of its objects in the order of their keys and without free white space: equal for texts that
 * differ in nothing else. Numbers stay as they are written; strings are written in one way. A text that is not JSON comes
 * back as it is.
 *
 * @example
 * sortedJson('{"b": 1.0, "a": "\\u0041"}'); // '{"a":"A","b":1.0}'
 */
export function sortedJson(json: string): string {
  try {
    return write(scanJson(json), 0);
  } catch {
    return json;
  }
}

function write(tree: JsonTree, node: number): string {
  const kind = tree.kind[node];
  if (kind === JsonKind.array) return `[${childNodes(tree, node).map((child) => write(tree, child))}]`;
  if (kind === JsonKind.object) {
    const members = childNodes(tree, node).map((child) => ({ key: nodeKey(tree, child), child }));
    // Of equal keys the last one counts, so that their order stays.
    members.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    return `{${members.map(({ key, child }) => `${JSON.stringify(key)}:${write(tree, child)}`)}}`;
  }
  const source = nodeSource(tree, node);
  return kind === JsonKind.string ? JSON.stringify(JSON.parse(source)) : source;
}
