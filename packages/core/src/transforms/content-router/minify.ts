import { canonical } from "../../json/canonical.js";
import { JsonKind } from "../../json/json-tree.js";
import { scanJson } from "../../json/scan-json.js";

/** Longer texts stay above every provider's smallest cacheable prefix in any form, and need no way out. */
const LONGEST = 60_000;

/**
 * A JSON document without the white space between its tokens; `undefined` for anything else, and where there is none to
 * speak of. The way out for small documents whose other forms would leave the prefix too short for the provider's cache.
 */
export function minify(text: string): string | undefined {
  if (text.length > LONGEST || !/^\s*[[{]/.test(text)) return undefined;
  try {
    const tree = scanJson(text);
    const compact = (tree.kind[0] as number) <= JsonKind.array ? canonical(tree, 0) : text;
    return compact.length < 0.9 * text.length ? compact : undefined;
  } catch {
    return undefined;
  }
}
