import { CharCode } from "../json/char-codes.js";
import type { JsonTree } from "../json/json-tree.js";
import { scanJson } from "../json/scan-json.js";
import { isRow, joinRows, withoutTails } from "./json-lines.js";

/** JSON inside another text: one document, or several lines that are a JSON object each, with some other lines between. */
export interface JsonSpan {
  readonly type: "json" | "rows";
  readonly start: number;
  readonly end: number;
  /** Of a document. Its spans count from the beginning of the whole text. */
  readonly tree?: JsonTree;
}

/** Shorter documents are not worth a form. */
const LEAST_CHARACTERS = 120;
/** Characters that failed attempts may read in all, as a multiple of the text: what looks like JSON may never end. */
const WASTED_BUDGET = 4;
/** What a failed attempt costs however little it read. */
const ATTEMPT_COST = 64;

/**
 * Finds JSON documents and runs of JSON lines in a text, left to right. A document begins at the beginning of the text or
 * after white space, `:`, `=`, `>` or `(`. Reads the text a few times over at most.
 *
 * @example
 * findJson('exit 0\n[{"id":1},{"id":2}]\nbye').length; // 0: too short to be worth it
 */
export function findJson(text: string): readonly JsonSpan[] {
  const spans: JsonSpan[] = [];
  let budget = WASTED_BUDGET * text.length;
  let at = nextStart(text, 0);
  while (at < text.length && budget > 0) {
    const found = tryScan(text, at);
    if (typeof found === "number") {
      budget -= Math.max(ATTEMPT_COST, found - at);
      at = nextStart(text, at + 1);
    } else {
      const span: JsonSpan = { type: "json", start: at, end: found.end[0] as number };
      // Texts full of tiny documents must not fill the memory with their trees.
      if (isWorthIt(span)) spans.push({ ...span, tree: found });
      else if (isRow(text, span)) spans.push(span);
      at = nextStart(text, span.end);
    }
  }
  return joinRows(text, withoutTails(text, spans)).filter(isWorthIt);
}

function isWorthIt({ start, end }: JsonSpan): boolean {
  return end - start >= LEAST_CHARACTERS;
}

const BEFORE = /[\s:=>(]/;
/** Most brackets in logs and prose are told from JSON by what follows them. */
const BEGINNING = /\[[ \t\r\n]*[\]{["\-0-9tfn]|\{[ \t\r\n]*["}]/y;

/** The next bracket that may begin a document, at or after `from`; the end of the text where there is none. */
function nextStart(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== CharCode.openObject && code !== CharCode.openArray) continue;
    if (at > 0 && !BEFORE.test(text[at - 1] as string)) continue;
    BEGINNING.lastIndex = at;
    if (BEGINNING.test(text)) return at;
  }
  return text.length;
}

/** The document that begins at `at`, or the place where it turned out to be none. */
function tryScan(text: string, at: number): JsonTree | number {
  try {
    return scanJson(text, { at, prefix: true });
  } catch (error) {
    return (error as { readonly position?: number }).position ?? text.length;
  }
}
