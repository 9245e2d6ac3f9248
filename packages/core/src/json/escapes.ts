import { decodeString } from "./json-node.js";
import { JsonKind, type JsonTree } from "./json-tree.js";
import { stringEnd } from "./scan-token.js";

/**
 * What a writer of JSON escapes in strings beyond what it must.
 *
 * `plain`: nothing more, as `JSON.stringify`. `ascii`: everything beyond ASCII, as Python does. `html`: `<`, `>`, `&` and
 * line separators, as Go does. `slash`: `/` and everything beyond ASCII, as PHP does.
 */
export type EscapeStyle = "plain" | "ascii" | "html" | "slash";

export const escapeStyles: readonly EscapeStyle[] = ["plain", "ascii", "html", "slash"];

const EXTRA: Record<Exclude<EscapeStyle, "plain">, RegExp> = {
  ascii: /[^\u0000-~]/g,
  html: /[<>&\u2028\u2029]/g,
  slash: /[^\u0000-\u007f]|\//g,
};

/** A string escaped in a style, quotes included. */
export function quoteString(text: string, style: EscapeStyle): string {
  return addEscapes(JSON.stringify(text), style);
}

function addEscapes(source: string, style: EscapeStyle): string {
  return style === "plain" ? source : source.replace(EXTRA[style], escapeCharacter);
}

function escapeCharacter(character: string): string {
  return character === "/" ? "\\/" : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/**
 * The style in which all strings and keys below a node are escaped, the simplest one if several fit; `undefined` when none
 * does.
 */
export function detectEscapes(tree: JsonTree, node = 0): EscapeStyle | undefined {
  const source = tree.text.slice(tree.start[node], tree.end[node]);
  if (!source.includes("\\")) return "plain";
  return escapeStyles.find((style) =>
    everyString(tree, node, (start, end) => isEscapedAs(tree.text, start, end, style)),
  );
}

function isEscapedAs(text: string, start: number, end: number, style: EscapeStyle): boolean {
  const source = text.slice(start, end);
  if (style === "plain" && !source.includes("\\")) return true;
  return quoteString(decodeString(text, start, end), style) === source;
}

function everyString(tree: JsonTree, node: number, test: (start: number, end: number) => boolean): boolean {
  const after = tree.after[node] as number;
  for (let at = node; at < after; at++) {
    const key = tree.keyStart[at] as number;
    if (at > node && key >= 0 && !test(key, tree.keyEnd[at] as number)) return false;
    if (tree.kind[at] === JsonKind.string && !test(tree.start[at] as number, tree.end[at] as number)) return false;
  }
  return true;
}

/** JSON whose strings are escaped plainly, with its strings escaped in another style. */
export function withEscapes(json: string, style: EscapeStyle): string {
  if (style === "plain" || json.search(EXTRA[style]) < 0) return json;
  let out = "";
  let run = 0;
  for (let start = json.indexOf('"'); start >= 0; start = json.indexOf('"', run)) {
    const end = stringEnd(json, start);
    if (end < 0) throw new SyntaxError("Cannot escape: a string does not close.");
    out += json.slice(run, start) + addEscapes(json.slice(start, end), style);
    run = end;
  }
  return out + json.slice(run);
}
