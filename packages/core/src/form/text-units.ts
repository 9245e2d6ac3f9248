import { stringValue } from "../json/json-node.js";
import { JsonKind, type JsonTree } from "../json/json-tree.js";
import { scanJson } from "../json/scan-json.js";

/** Lines that belong together: a text, or a long string of the JSON document that a text is. */
export interface TextUnit {
  /** Which of the document's long strings, counted from 1; absent for the text itself. */
  readonly string?: number;
  /** Where the text or the string stands, quotes included. */
  readonly start: number;
  readonly end: number;
  /** Its characters, escapes resolved. */
  readonly text: string;
}

/** Strings of a document that are shorter, or of one line, are not looked into. */
const LEAST_CHARACTERS = 240;

/**
 * The units of a text: of a JSON document its long strings, which hold what tools printed, or else the text as it is. Equal
 * JSON has equal strings, however it is laid out.
 *
 * @example
 * unitsOf("a\nb").length; // 1
 */
export function unitsOf(text: string): readonly TextUnit[] {
  const strings = longStrings(text);
  return strings.length > 0 ? strings : [{ start: 0, end: text.length, text }];
}

function longStrings(text: string): TextUnit[] {
  const tree = text.includes("\\n") && /^\s*[[{]/.test(text) ? tryScan(text) : undefined;
  const strings: TextUnit[] = [];
  for (let node = 0; node < (tree?.size ?? 0); node++) {
    const { kind, start, end } = tree as JsonTree;
    const place = { start: start[node] as number, end: end[node] as number };
    if (kind[node] !== JsonKind.string || place.end - place.start < LEAST_CHARACTERS) continue;
    const value = stringValue(tree as JsonTree, node);
    if (value.length < LEAST_CHARACTERS || !value.includes("\n")) continue;
    strings.push({ string: strings.length + 1, ...place, text: value });
  }
  return strings;
}

function tryScan(text: string): JsonTree | undefined {
  try {
    return scanJson(text);
  } catch {
    return undefined;
  }
}
