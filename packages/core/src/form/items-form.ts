import { type Digest, HANDLE_LENGTH, handleOf } from "../digest/handle.js";
import { canonical } from "../json/canonical.js";
import { childNodes, stringValue } from "../json/json-node.js";
import { JsonKind, type JsonTree } from "../json/json-tree.js";
import { scanJson } from "../json/scan-json.js";
import { HEADER_START } from "./form-header.js";
import { viewSum } from "./write-form.js";

/** Name of the member that carries the note where the root is an object. */
const NOTE_KEY = "headroom";
const NOTE = new RegExp(`^<headroom:items id="([0-9a-f]{${HANDLE_LENGTH}})" sum="([0-9a-f]{6})">\\n`);

/**
 * A view that stays JSON, for code that parses it: the document with elements left out, and the note as the last element
 * of the root array or the last member of the root object. `json` is compact and its root is an array or an object.
 */
export function writeItems(json: string, notes: string, standsFor: string, digest: Digest): string {
  const id = handleOf(standsFor, digest);
  const note = JSON.stringify(`<headroom:items id="${id}" sum="${viewSum(id, json, digest)}">\n${notes}`);
  const close = json.length - 1;
  const comma = close === 1 ? "" : ",";
  const entry = json[0] === "[" ? note : `"${NOTE_KEY}":${note}`;
  return `${json.slice(0, close)}${comma}${entry}${json.slice(close)}`;
}

/** The handle of a view that is JSON, or `undefined` when a text is not such a view or its sum does not check. */
export function readItems(text: string, digest: Digest): string | undefined {
  if (!text.includes(`${HEADER_START}items `)) return undefined;
  const tree = tryScan(text);
  if (tree === undefined || (tree.count[0] as number) === 0) return undefined;
  const note = childNodes(tree, 0).at(-1) as number;
  if (tree.kind[note] !== JsonKind.string) return undefined;
  const match = NOTE.exec(stringValue(tree, note));
  if (match === null) return undefined;
  const [, id, sum] = match as unknown as [string, string, string];
  return sum === viewSum(id, withoutLast(tree, note), digest) ? id : undefined;
}

/** The compact source of the root without its last child. */
function withoutLast(tree: JsonTree, last: number): string {
  const compact = canonical(tree, 0);
  const keyed = (tree.keyStart[last] as number) >= 0;
  const key = keyed ? `${tree.text.slice(tree.keyStart[last], tree.keyEnd[last])}:` : "";
  const entry = key.length + ((tree.end[last] as number) - (tree.start[last] as number));
  const head = compact.slice(0, compact.length - 1 - entry);
  return `${head.endsWith(",") ? head.slice(0, -1) : head}${compact.slice(-1)}`;
}

function tryScan(text: string): JsonTree | undefined {
  try {
    return scanJson(text);
  } catch {
    return undefined;
  }
}
