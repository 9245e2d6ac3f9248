import { decodeString } from "./json-node.js";
import { JsonKind, type JsonTree } from "./json-tree.js";
import { scanJson } from "./scan-json.js";

/**
 * Whether two JSON texts are the same sequence of tokens: number text, order of keys and equal keys count; strings are
 * compared by their characters, not by their escapes; white space between tokens does not count. `false` when one of the
 * texts is not JSON or passes the caps of {@link scanJson}.
 *
 * @example
 * equalJson('{"a":1.0,"b":"é"}', '{ "a": 1.0, "b": "\\u00e9" }'); // true
 * equalJson('{"a":1.0}', '{"a":1}'); // false
 */
export function equalJson(a: string, b: string): boolean {
  const left = tryScan(a);
  if (left === undefined) return false;
  if (a === b) return true;
  const right = tryScan(b);
  return right !== undefined && equalTrees(left, right);
}

function tryScan(text: string): JsonTree | undefined {
  try {
    return scanJson(text);
  } catch {
    return undefined;
  }
}

/** Nodes are in document order, so equal kinds and numbers of children mean equal structure. */
function equalTrees(left: JsonTree, right: JsonTree): boolean {
  if (left.size !== right.size) return false;
  for (let node = 0; node < left.size; node++) {
    const kind = left.kind[node];
    if (kind !== right.kind[node] || left.count[node] !== right.count[node]) return false;
    const key = left.keyStart[node] as number;
    if (key < 0 !== (right.keyStart[node] as number) < 0) return false;
    if (
      key >= 0 &&
      !equalStrings(
        left,
        key,
        left.keyEnd[node] as number,
        right,
        right.keyStart[node] as number,
        right.keyEnd[node] as number,
      )
    ) {
      return false;
    }
    if (kind !== JsonKind.object && kind !== JsonKind.array) {
      const at = left.start[node] as number;
      const other = right.start[node] as number;
      if (!equalStrings(left, at, left.end[node] as number, right, other, right.end[node] as number)) return false;
    }
  }
  return true;
}

/** Compares two scalars: by source, and strings also by what they stand for. */
function equalStrings(a: JsonTree, aStart: number, aEnd: number, b: JsonTree, bStart: number, bEnd: number): boolean {
  const source = a.text.slice(aStart, aEnd);
  const other = b.text.slice(bStart, bEnd);
  if (source === other) return true;
  const mayDiffer = source.startsWith('"') && other.startsWith('"') && (source.includes("\\") || other.includes("\\"));
  return mayDiffer && decodeString(a.text, aStart, aEnd) === decodeString(b.text, bStart, bEnd);
}
