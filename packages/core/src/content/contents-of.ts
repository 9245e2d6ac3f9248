import type { ContentKind } from "../compression/compressor.js";
import type { JsonTree } from "../json/json-tree.js";
import { findJson } from "./find-json.js";
import { findRegions } from "./find-regions.js";

/** A stretch of a text that is made of one kind of content. */
export interface ContentSpan {
  readonly kind: ContentKind;
  readonly start: number;
  readonly end: number;
  /** Of a JSON document. Its spans count from the beginning of the whole text. */
  readonly tree?: JsonTree;
}

/** Shorter stretches of text are not worth a form. */
const LEAST_TEXT_CHARACTERS = 300;

/**
 * Takes a text apart into stretches of one kind each, left to right: JSON documents, runs of JSON lines, and among the whole
 * lines between them search results, lists of paths, patches, tables, and other text. What belongs to no stretch stays as it
 * is: it is too short to be worth a form, or it must not change.
 *
 * @example
 * contentsOf('exit 0\n[{"id":1}, …]\n').map(({ kind }) => kind); // ["json"]
 */
export function contentsOf(text: string): readonly ContentSpan[] {
  const spans: ContentSpan[] = [];
  let from = 0;
  for (const { type, ...place } of findJson(text)) {
    addLines(text, from, place.start, spans);
    spans.push({ kind: type, ...place });
    from = place.end;
  }
  addLines(text, from, text.length, spans);
  return spans;
}

/** Adds the whole lines between two places, without the line feed that ends the last one. */
function addLines(text: string, from: number, to: number, spans: ContentSpan[]): void {
  const start = from === 0 ? 0 : text.indexOf("\n", from) + 1;
  if (start === 0 && from > 0) return;
  const lastFeed = text.lastIndexOf("\n", to - 1);
  const end = to === text.length && lastFeed < to - 1 ? to : lastFeed;
  if (end - start < LEAST_TEXT_CHARACTERS) return;
  let at = start;
  for (const { kind, ...place } of findRegions(text, start, end)) {
    addText(at, place.start - 1, spans);
    if (kind !== undefined) spans.push({ kind, ...place });
    at = place.end + 1;
  }
  addText(at, end, spans);
}

function addText(start: number, end: number, spans: ContentSpan[]): void {
  if (end - start >= LEAST_TEXT_CHARACTERS) spans.push({ kind: "text", start, end });
}
