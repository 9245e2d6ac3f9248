import type { JsonTree } from "../json/json-tree.js";
import { JsonKind } from "../json/json-tree.js";
import { scanJson } from "../json/scan-json.js";

/** JSON inside another text: one document, or several lines that are a JSON object each. */
export interface JsonSpan {
  readonly type: "json" | "rows";
  readonly start: number;
  readonly end: number;
  /** Of a document. Its spans count from the beginning of the whole text. */
  readonly tree?: JsonTree;
}

/** Shorter documents are not worth a form. */
const LEAST_CHARACTERS = 120;
const LEAST_ROWS = 3;
/** Characters that failed attempts may read in all, as a multiple of the text: what looks like JSON may be nothing but brackets. */
const WASTED_BUDGET = 2;

/**
 * Finds JSON documents and runs of JSON lines in a text, left to right. A document begins where a line does, or after
 * `: ` or `= ` or a blank in it. Linear in the text.
 *
 * @example
 * findJson('exit 0\n[{"id":1},{"id":2}]\nbye').length; // 0: too short to be worth it
 */
export function findJson(text: string): readonly JsonSpan[] {
  const spans: JsonSpan[] = [];
  let wasted = WASTED_BUDGET * text.length;
  let at = nextStart(text, 0);
  while (at < text.length) {
    const tree = tryScan(text, at);
    if (tree === undefined) {
      // How far a failed attempt read is not known; charge the line and everything that may continue it.
      wasted -= Math.min(text.length - at, 4096);
      if (wasted <= 0) break;
      at = nextStart(text, nextCandidate(text, at));
      continue;
    }
    const end = tree.end[0] as number;
    addSpan(spans, text, { type: "json", start: at, end, tree });
    at = nextStart(text, end);
  }
  return mergeRows(text, spans).filter((span) => span.end - span.start >= LEAST_CHARACTERS);
}

function addSpan(spans: JsonSpan[], _text: string, span: JsonSpan): void {
  spans.push(span);
}

/** The next bracket that may begin a document, at or after `from`. */
function nextStart(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== 123 && code !== 91) continue;
    if (at === 0 || /[\s:=>(]/.test(text[at - 1] as string)) return at;
  }
  return text.length;
}

/** After a failed attempt: the next line, since one line seldom holds a second beginning. */
function nextCandidate(text: string, at: number): number {
  const feed = text.indexOf("\n", at);
  return feed < 0 ? text.length : feed + 1;
}

function tryScan(text: string, at: number): JsonTree | undefined {
  try {
    const tree = scanJson(text, { at, prefix: true });
    const kind = tree.kind[0];
    return kind === JsonKind.object || kind === JsonKind.array ? tree : undefined;
  } catch {
    return undefined;
  }
}

/** Joins documents that stand alone on consecutive lines into runs. */
function mergeRows(text: string, spans: readonly JsonSpan[]): JsonSpan[] {
  const merged: JsonSpan[] = [];
  for (let k = 0; k < spans.length; ) {
    let last = k;
    while (last + 1 < spans.length && isRow(text, spans[last] as JsonSpan) && follows(text, spans, last)) last++;
    const first = spans[k] as JsonSpan;
    if (last - k + 1 >= LEAST_ROWS) {
      merged.push({ type: "rows", start: first.start, end: (spans[last] as JsonSpan).end });
    } else {
      merged.push(...spans.slice(k, last + 1));
    }
    k = last + 1;
  }
  return merged;
}

function follows(text: string, spans: readonly JsonSpan[], k: number): boolean {
  const next = spans[k + 1] as JsonSpan;
  return isRow(text, next) && text.slice((spans[k] as JsonSpan).end, next.start) === "\n";
}

/** An object on a line of its own. */
function isRow(text: string, span: JsonSpan): boolean {
  const { start, end } = span;
  if (text[start] !== "{") return false;
  if (start > 0 && text[start - 1] !== "\n") return false;
  if (end < text.length && text[end] !== "\n") return false;
  return !text.slice(start, end).includes("\n");
}
