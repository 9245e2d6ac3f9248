import { JsonKind, type JsonTree } from "../../../json/json-tree.js";
import { scanJson } from "../../../json/scan-json.js";
import { bracketEnd, quotedEnd } from "../grammar/cell.js";
import type { Budget } from "../read/budget.js";

/**
 * JSON values that occur more than once in a form, wherever they stand: the first is marked `&1`, the others are `*1`, as
 * anchors and aliases are written in YAML.
 *
 * Folding is a matter of characters only. A value begins behind a bracket, a comma, a colon or at the
 * beginning of a line; everything inside quotation marks is passed over.
 */
const HEADING = "*n repeats the value marked &n";
const OPENERS = "\n,(:[{";
const LOOKS_MARKED = /(?:^|[\n,(:[{]|: )[&*]\d/;

/** Shorter values are not folded. */
const MIN_LENGTH = 60;
/** Characters that folding one value must save. */
const MIN_GAIN = 60;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The form with repeated values folded; `undefined` when nothing is worth folding. */
export function foldRepeats(form: string): string | undefined {
  if (LOOKS_MARKED.test(form)) return undefined;
  const spans = repeatedSpans(form);
  const marks = new Map<string, number>();
  let out = `${HEADING}\n`;
  let run = 0;
  for (const { start, end } of spans) {
    const value = form.slice(start, end);
    const known = marks.get(value);
    const mark = known ?? marks.size + 1;
    marks.set(value, mark);
    out += form.slice(run, start) + (known === undefined ? `&${mark}${value}` : `*${mark}`);
    run = end;
  }
  return spans.length === 0 ? undefined : out + form.slice(run);
}

/** Values that recur, none inside another, in order. */
function repeatedSpans(form: string): Span[] {
  const spans = valueSpans(form);
  const counts = countValues(form, spans);
  let outer = outermost(spans.filter((span) => (counts.get(form.slice(span.start, span.end)) as number) > 1));
  // Some of the occurrences counted lie inside a larger value that recurs.
  const left = countValues(form, outer);
  outer = outer.filter(({ start, end }) => {
    const count = left.get(form.slice(start, end)) as number;
    return (count - 1) * (end - start - 4) - 4 >= MIN_GAIN;
  });
  return outer;
}

function countValues(form: string, spans: readonly Span[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { start, end } of spans) {
    const value = form.slice(start, end);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/** Spans that lie in no other one. The spans are in the order of their beginnings, outer ones first. */
function outermost(spans: readonly Span[]): Span[] {
  let until = -1;
  return spans.filter(({ start, end }) => {
    if (start < until) return false;
    until = end;
    return true;
  });
}

/** Every JSON container or string of some length. */
function valueSpans(form: string): Span[] {
  const spans: Span[] = [];
  for (let i = 0; i < form.length; ) {
    const char = form[i];
    const opens = mayBegin(form, i);
    if (char === '"') {
      const end = quotedEnd(form, i);
      if (opens && end - i >= MIN_LENGTH) spans.push({ start: i, end });
      i = end;
    } else if (opens && looksLikeContainer(form, i)) {
      const tree = scanValue(form, i);
      if (tree !== undefined) addSpans(tree, spans);
      i = tree === undefined ? i + 1 : (tree.end[0] as number);
    } else {
      i++;
    }
  }
  return spans;
}

/** Whether a value may begin at a place: behind an opener, and behind a name. */
function mayBegin(form: string, at: number): boolean {
  const before = form[at - 1];
  return before === undefined || OPENERS.includes(before) || (before === " " && form[at - 2] === ":");
}

/** Whether a bracket is followed by what JSON allows there: failing later costs more. */
function looksLikeContainer(form: string, at: number): boolean {
  const next = form[at + 1] ?? "";
  return form[at] === "{" ? next === '"' || next === "}" : form[at] === "[" && /["{[\]\dtfn-]/.test(next);
}

function scanValue(form: string, at: number): JsonTree | undefined {
  try {
    return scanJson(form, { at, prefix: true });
  } catch {
    return undefined;
  }
}

function addSpans(tree: JsonTree, spans: Span[]): void {
  for (let node = 0; node < tree.size; node++) {
    const start = tree.start[node] as number;
    const end = tree.end[node] as number;
    if (end - start >= MIN_LENGTH && (tree.kind[node] as number) <= JsonKind.string) spans.push({ start, end });
  }
}

/** The form with every `*n` replaced by what `&n` marks. @throws SyntaxError when a mark is missing or out of order. */
export function unfoldRepeats(form: string, budget: Budget): string {
  if (!form.startsWith(`${HEADING}\n`)) return form;
  const values: string[] = [];
  let out = "";
  let run = HEADING.length + 1;
  for (let i = run; i < form.length; ) {
    const mark = markAt(form, i);
    if (mark === undefined) {
      i = form[i] === '"' ? quotedEnd(form, i) : i + 1;
      continue;
    }
    out += form.slice(run, i);
    run = mark.end;
    if (mark.isFirst) values.push(markedValue(form, mark.end));
    const value = mark.number === values.length || !mark.isFirst ? values[mark.number - 1] : undefined;
    if (value === undefined)
      throw new SyntaxError(`Not a table: nothing is marked with ${mark.number}, or not in its turn.`);
    if (!mark.isFirst) out += value;
    i = mark.isFirst ? run + value.length : run;
    budget.spend(value.length);
  }
  return out + form.slice(run);
}

const DIGITS = /\d+/y;

/** Reads `&1` or `*1`. */
function markAt(form: string, at: number): { isFirst: boolean; number: number; end: number } | undefined {
  const char = form[at];
  if ((char !== "&" && char !== "*") || !mayBegin(form, at)) return undefined;
  DIGITS.lastIndex = at + 1;
  const digits = DIGITS.exec(form);
  return digits === null ? undefined : { isFirst: char === "&", number: Number(digits[0]), end: DIGITS.lastIndex };
}

/** The string, array or object that begins at a place. */
function markedValue(form: string, at: number): string {
  const char = form[at];
  if (char === '"') return form.slice(at, quotedEnd(form, at));
  if (char === "{" || char === "[") return form.slice(at, bracketEnd(form, at));
  throw new SyntaxError("Not a table: a mark stands before nothing that can be repeated.");
}
