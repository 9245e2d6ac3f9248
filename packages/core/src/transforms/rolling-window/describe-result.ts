import { childNodes, nodeKey } from "../../json/json-node.js";
import { JsonKind, type JsonTree } from "../../json/json-tree.js";
import { scanJson } from "../../json/scan-json.js";
import { isWellFormed } from "../../json/well-formed.js";
import { inBrief } from "../repeats/describe-call.js";

/** How much of the first and the last line is shown. */
const QUOTE_CHARACTERS = 40;
const NAMED_KEYS = 8;
const KEY_CHARACTERS = 24;
/** Documents longer than this are not looked into. */
const LONGEST_DOCUMENT = 2_000_000;

/**
 * What a tool output holds, on one line: how long it is, and its keys where it is JSON, otherwise how it begins and ends.
 *
 * @example
 * describeResult('{"total": 2, "items": [{"id": 1}, {"id": 2}]}'); // "44 characters of JSON: total, items (2)"
 * describeResult("> npm test\nok\n3 passed\n"); // '3 lines: "> npm test" … "3 passed"'
 */
export function describeResult(text: string): string {
  const described = describeJson(text) ?? `${describeSize(text)}${quoteEnds(text)}`;
  return isWellFormed(described) ? described : describeSize(text);
}

/** How long a text is: in lines where it has several, in characters otherwise. A line feed at its end begins no line. */
export function describeSize(text: string): string {
  const lines = text.replace(/\n$/, "").split("\n").length;
  return lines > 1 ? `${lines} lines` : `${text.length} character${text.length === 1 ? "" : "s"}`;
}

function quoteEnds(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const ends = lines.length > 1 ? [lines[0], lines.at(-1)] : lines;
  if (ends.length === 0) return "";
  return `: ${ends.map((line) => `"${inBrief(line as string, QUOTE_CHARACTERS)}"`).join(" … ")}`;
}

function describeJson(text: string): string | undefined {
  if (text.length > LONGEST_DOCUMENT || !/^\s*[[{]/.test(text)) return undefined;
  let tree: JsonTree;
  try {
    tree = scanJson(text);
  } catch {
    return undefined;
  }
  const size = `${text.length} characters`;
  if (tree.kind[0] === JsonKind.object) return `${size} of JSON: ${keysOf(tree, 0)}`;
  const count = tree.count[0] as number;
  const first = childNodes(tree, 0)[0];
  const keys = first !== undefined && tree.kind[first] === JsonKind.object ? ` with ${keysOf(tree, first)}` : "";
  return `${size} of JSON: a list of ${count}${keys}`;
}

/** The keys of an object, lists among its values with their lengths. */
function keysOf(tree: JsonTree, object: number): string {
  const children = childNodes(tree, object);
  const keys = children.slice(0, NAMED_KEYS).map((node) => {
    const key = inBrief(nodeKey(tree, node), KEY_CHARACTERS);
    return tree.kind[node] === JsonKind.array ? `${key} (${tree.count[node]})` : key;
  });
  const more = children.length - keys.length;
  if (keys.length === 0) return "no keys";
  return keys.join(", ") + (more > 0 ? ` and ${more} more` : "");
}
