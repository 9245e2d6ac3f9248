import type { JsonSpan } from "./find-json.js";

const LEAST_ROWS = 3;
/** Lines between two rows of a run, and characters of them. */
const MOST_LINES_BETWEEN = 6;
const MOST_BETWEEN = 2000;
/** Share of a run's characters that must be rows. */
const LEAST_ROW_SHARE = 0.6;
/** Documents with other text on their line, of which this many stand close together, belong to the lines of a log. */
const LEAST_TAILS = 3;
/** Longer ones are worth a form of their own. */
const MOST_TAIL_CHARACTERS = 2000;

/** Joins objects on lines of their own into runs; other lines may stand between them. */
export function joinRows(text: string, spans: readonly JsonSpan[]): JsonSpan[] {
  const merged: JsonSpan[] = [];
  for (let k = 0; k < spans.length; ) {
    const first = spans[k] as JsonSpan;
    const last = isRow(text, first) ? lastOfRun(text, spans, k) : k;
    const { end } = spans[last] as JsonSpan;
    if (last - k + 1 >= LEAST_ROWS) merged.push({ type: "rows", start: first.start, end });
    else merged.push(...spans.slice(k, last + 1));
    k = last + 1;
  }
  return merged;
}

/** The last span of the run of rows that begins with a span. */
function lastOfRun(text: string, spans: readonly JsonSpan[], first: number): number {
  const { start } = spans[first] as JsonSpan;
  let last = first;
  let rows = lengthOf(spans[first] as JsonSpan);
  for (let next = first + 1; next < spans.length; next++) {
    const { start: nextStart, end } = spans[next] as JsonSpan;
    if (!isRow(text, spans[next] as JsonSpan) || !areNear(text, (spans[last] as JsonSpan).end, nextStart)) break;
    rows += end - nextStart;
    if (rows < LEAST_ROW_SHARE * (end - start)) break;
    last = next;
  }
  return last;
}

function lengthOf({ start, end }: JsonSpan): number {
  return end - start;
}

/** Whether only a few lines stand between two places. */
function areNear(text: string, end: number, start: number): boolean {
  return start - end <= MOST_BETWEEN && countFeeds(text, end, start) <= MOST_LINES_BETWEEN + 1;
}

function countFeeds(text: string, from: number, to: number): number {
  let feeds = 0;
  for (let feed = text.indexOf("\n", from); feed >= 0 && feed < to; feed = text.indexOf("\n", feed + 1)) feeds++;
  return feeds;
}

/** Leaves out small documents that are a part of a log's lines: the lines have more in common than each document in itself. */
export function withoutTails(text: string, spans: readonly JsonSpan[]): readonly JsonSpan[] {
  const isTail = spans.map((span) => isPartOfLine(text, span));
  const left: JsonSpan[] = [];
  for (let k = 0; k < spans.length; ) {
    let end = k;
    while (
      isTail[end] &&
      (end === k || areNear(text, (spans[end - 1] as JsonSpan).end, (spans[end] as JsonSpan).start))
    )
      end++;
    if (end - k < LEAST_TAILS) left.push(...spans.slice(k, Math.max(end, k + 1)));
    k = Math.max(end, k + 1);
  }
  return left;
}

/** Whether a document is short, on one line, and not alone there. */
function isPartOfLine(text: string, span: JsonSpan): boolean {
  if (span.type !== "json" || lengthOf(span) > MOST_TAIL_CHARACTERS || isRow(text, span)) return false;
  const feed = text.indexOf("\n", span.start);
  if (feed >= 0 && feed < span.end) return false;
  return !isLineStart(text, span.start) || !isLineEnd(text, span.end);
}

function isLineStart(text: string, at: number): boolean {
  return at === 0 || text[at - 1] === "\n";
}

function isLineEnd(text: string, at: number): boolean {
  return at === text.length || text[at] === "\n" || text.startsWith("\r\n", at);
}

/** An object on a line of its own. */
export function isRow(text: string, { type, start, end }: JsonSpan): boolean {
  if (type !== "json" || text[start] !== "{" || !isLineStart(text, start) || !isLineEnd(text, end)) return false;
  return !text.slice(start, end).includes("\n");
}
