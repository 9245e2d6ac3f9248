import { canonical, normalized } from "../../../json/canonical.js";
import { detectLayout } from "../../../json/detect-layout.js";
import { childNodes, nodeSource, stringValue } from "../../../json/json-node.js";
import { JsonKind, type JsonTree } from "../../../json/json-tree.js";
import { describeLayout, parseLayout } from "../../../json/layout.js";
import { render } from "../../../json/render.js";
import { scanJson } from "../../../json/scan-json.js";
import { type Splice, spliceText } from "../../../json/splice.js";
import { isJsonKey, JSON_KEY_START, jsonKey, wordsOfJsonKey } from "../grammar/column-name.js";
import type { Budget } from "../read/budget.js";

/**
 * JSON inside strings, taken out of its quotes: `{"data":"{\"a\":1}"}` becomes `{"data":{"(json)":{"a":1}}}`, and back. How
 * the inner JSON is laid out stands in the key: `(json spaced)`; `line` says that a line feed follows it.
 */

/** The line of a form that says that there is such JSON in it. */
export const JSON_STRINGS_NOTE = "(json) marks JSON inside a string";

/** JSON out of strings is nested as deeply as all its levels together. */
export const MAX_LIFTED_DEPTH = 2048;

/** Shorter strings stay as they are. */
const MIN_LENGTH = 40;
/** JSON in strings in JSON in strings: each level doubles the escapes. */
const MAX_LEVELS = 3;

/** The tree with JSON taken out of its strings; the same tree when there is none. */
export function liftJsonStrings(tree: JsonTree, node: number, levels = MAX_LEVELS): JsonTree {
  if (levels === 0 || tree.text.includes(`"${JSON_KEY_START}`)) return tree;
  const from = tree.start[node] as number;
  const splices: Splice[] = [];
  const after = tree.after[node] as number;
  for (let at = node; at < after; at++) {
    const lifted = mayHoldJson(tree, at) ? lift(stringValue(tree, at), levels) : undefined;
    if (lifted === undefined) continue;
    splices.push({ start: (tree.start[at] as number) - from, end: (tree.end[at] as number) - from, text: lifted });
  }
  return splices.length === 0
    ? tree
    : scanJson(spliceText(nodeSource(tree, node), splices), { maxDepth: MAX_LIFTED_DEPTH });
}

function mayHoldJson(tree: JsonTree, node: number): boolean {
  const start = tree.start[node] as number;
  if (tree.kind[node] !== JsonKind.string || (tree.end[node] as number) - start < MIN_LENGTH) return false;
  const first = tree.text[start + 1];
  return (first === "{" || first === "[") && tree.text.slice(start, tree.end[node]).includes('\\"');
}

/** The object that stands for a string of JSON; `undefined` when the string could not be put together again from it. */
function lift(text: string, levels: number): string | undefined {
  if (text.includes(JSON_KEY_START)) return undefined;
  const isLine = text.endsWith("\n");
  const tree = tryScan(isLine ? text.slice(0, -1) : text);
  if (tree === undefined || tree.start[0] !== 0 || tree.end[0] !== tree.text.length || tree.count[0] === 0)
    return undefined;
  const layout = canonical(tree) === normalized(tree) ? detectLayout(tree) : undefined;
  const key = layout && jsonKey(describeLayout(layout), isLine);
  if (key === undefined) return undefined;
  const inner = liftJsonStrings(tree, 0, levels - 1);
  return `{"${key}":${canonical(inner)}}`;
}

function tryScan(text: string): JsonTree | undefined {
  try {
    return scanJson(text);
  } catch {
    return undefined;
  }
}

/** JSON with everything under a `(json)` key put back into a string. The reverse of {@link liftJsonStrings}. */
export function lowerJsonStrings(json: string, budget: Budget, levels = MAX_LEVELS): string {
  if (!json.includes(`"${JSON_KEY_START}`)) return json;
  if (levels === 0) throw new SyntaxError("Not a table: JSON is nested in strings too deeply.");
  const tree = scanJson(json, { maxDepth: MAX_LIFTED_DEPTH });
  const splices: Splice[] = [];
  for (let node = 0; node < tree.size; ) {
    const words = tree.kind[node] === JsonKind.object ? wordsOfWrapper(tree, node) : undefined;
    if (words === undefined) {
      node++;
      continue;
    }
    const layout = parseLayout(words.layout);
    if (layout === undefined) throw new SyntaxError("Not a table: the layout of JSON in a string is unknown.");
    const inner = render(lowerJsonStrings(nodeSource(tree, node + 1), budget, levels - 1), layout, budget.limit);
    budget.spend(inner.length);
    splices.push({
      start: tree.start[node] as number,
      end: tree.end[node] as number,
      text: JSON.stringify(words.isLine ? `${inner}\n` : inner),
    });
    node = tree.after[node] as number;
  }
  return spliceText(json, splices);
}

/** How the JSON was laid out, when an object does nothing but stand for a string. */
function wordsOfWrapper(tree: JsonTree, node: number): { layout: string; isLine: boolean } | undefined {
  const [child] = tree.count[node] === 1 ? childNodes(tree, node) : [];
  if (child === undefined) return undefined;
  const key = tree.text.slice((tree.keyStart[child] as number) + 1, (tree.keyEnd[child] as number) - 1);
  return isJsonKey(key) ? wordsOfJsonKey(key) : undefined;
}
