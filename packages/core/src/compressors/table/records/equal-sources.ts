import type { JsonTree } from "../../../json/json-tree.js";

/** Whether two nodes stand in the text with the same characters. */
export function equalSources(tree: JsonTree, a: number, b: number): boolean {
  const { text, start, end } = tree;
  const from = start[a] as number;
  const other = start[b] as number;
  const length = (end[a] as number) - from;
  if ((end[b] as number) - other !== length) return false;
  // Most strings that differ do so in front of the closing quote.
  const probe = Math.max(0, length - 2);
  if (text.charCodeAt(from + probe) !== text.charCodeAt(other + probe)) return false;
  return length < 24
    ? equalCharacters(text, from, other, length)
    : text.startsWith(text.slice(from, from + length), other);
}

function equalCharacters(text: string, a: number, b: number, length: number): boolean {
  for (let k = 0; k < length; k++) if (text.charCodeAt(a + k) !== text.charCodeAt(b + k)) return false;
  return true;
}
