import type { ContentKind } from "../compressors/compressor.js";
import type { JsonTree } from "../json/json-tree.js";
import { findJson } from "./find-json.js";
import { findRegions, LINES_OF_FILES, OTHER_LINES } from "./find-regions.js";

/** A stretch of a text that is made of one kind of content. */
export interface ContentSpan {
  readonly kind: ContentKind;
  readonly start: number;
  readonly end: number;
  /** Of a JSON document. Its spans count from the beginning of the whole text. */
  readonly tree?: JsonTree;
  /** The lines that were taken apart, where this is one of several stretches: they may as well be taken as one text. */
  readonly within?: Place;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Shorter stretches of text are not worth a form. */
const LEAST_TEXT_CHARACTERS = 300;
/** A document that is this share of a text is all there is to find. */
const MOSTLY = 0.9;

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
  for (const { kind, ...place } of clearSpans(text)) {
    addLines(text, from, place.start, spans);
    if (kind !== undefined) spans.push({ kind, ...place });
    from = place.end;
  }
  addLines(text, from, text.length, spans);
  return spans;
}

/** A stretch that is no text in need of a closer look; one without a kind stays as it is. */
type ClearSpan = Omit<ContentSpan, "kind"> & { readonly kind: ContentKind | undefined };

/** JSON, and lines of files. What lines of files hold is a part of them, even if it is JSON. */
function clearSpans(text: string): readonly ClearSpan[] {
  const json = findJson(text).map(({ type, ...place }) => ({ kind: type, ...place }));
  const [first] = json;
  if (json.length === 1 && first !== undefined && first.end - first.start > MOSTLY * text.length) return json;
  const lines = findRegions(text, 0, text.length, LINES_OF_FILES);
  if (lines.length === 0 || json.length === 0) return json.length === 0 ? lines : json;
  const ownJson = without(json, lines, (span, other) => other.start <= span.start && span.end <= other.end);
  const ownLines = without(lines, ownJson, (span, other) => other.start < span.end && span.start < other.end);
  return [...ownJson, ...ownLines].sort((a, b) => a.start - b.start);
}

/** The spans for which a test fails with all others. Both lists are in order, and only neighbours can pass it. */
function without<T extends Place>(
  spans: readonly T[],
  others: readonly Place[],
  test: (span: Place, other: Place) => boolean,
): readonly T[] {
  let next = 0;
  return spans.filter((span) => {
    while (next < others.length && (others[next] as Place).end < span.end) {
      if (test(span, others[next] as Place)) return false;
      next++;
    }
    return next === others.length || !test(span, others[next] as Place);
  });
}

/** Adds the whole lines between two places, without the line feed that ends the last one. */
function addLines(text: string, from: number, to: number, spans: ContentSpan[]): void {
  const start = from === 0 ? 0 : text.indexOf("\n", from) + 1;
  if (start === 0 && from > 0) return;
  const lastFeed = text.lastIndexOf("\n", to - 1);
  const end = to === text.length && lastFeed < to - 1 ? to : lastFeed;
  if (end - start < LEAST_TEXT_CHARACTERS) return;
  const within: Place = { start, end };
  const stretches: ContentSpan[] = [];
  let at = start;
  for (const { kind, ...place } of findRegions(text, start, end, OTHER_LINES)) {
    addText(at, place.start - 1, stretches);
    if (kind !== undefined) stretches.push({ kind, ...place });
    at = place.end + 1;
  }
  addText(at, end, stretches);
  const isWhole = stretches.length === 1 && stretches[0]?.start === start && stretches[0].end === end;
  spans.push(...(isWhole ? stretches : stretches.map((span) => ({ ...span, within }))));
}

function addText(start: number, end: number, spans: ContentSpan[]): void {
  if (end - start >= LEAST_TEXT_CHARACTERS) spans.push({ kind: "text", start, end });
}
