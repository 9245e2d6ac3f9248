import { JsonKind } from "../json/json-tree.js";
import { scanJson } from "../json/scan-json.js";
import { type Splice, spliceText } from "../json/splice.js";
import { HEADER_START } from "./form-header.js";

/**
 * Applies `expand` to the strings of a text that is JSON and may hold a form. The same string comes back when nothing
 * changed or the text is not JSON.
 */
export function expandStrings(text: string, expand: (inner: string) => string): string {
  const first = text.trimStart()[0];
  if (first !== "{" && first !== "[" && first !== '"') return text;
  const tree = tryScan(text);
  if (tree === undefined) return text;
  const splices: Splice[] = [];
  for (let node = 0; node < tree.size; node++) {
    if (tree.kind[node] !== JsonKind.string) continue;
    const start = tree.start[node] as number;
    const end = tree.end[node] as number;
    const source = text.slice(start, end);
    if (!source.includes(HEADER_START)) continue;
    const inner = JSON.parse(source) as string;
    const expanded = expand(inner);
    if (expanded !== inner) splices.push({ start, end, text: JSON.stringify(expanded) });
  }
  return splices.length === 0 ? text : spliceText(text, splices);
}

function tryScan(text: string): ReturnType<typeof scanJson> | undefined {
  try {
    return scanJson(text);
  } catch {
    return undefined;
  }
}
