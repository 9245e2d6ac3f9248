import type { ColumnLayout, PaddedColumn } from "./column-layout.js";
import { isHeader } from "./is-header.js";

/** Places beyond this one belong to the last column. */
const MAX_PLACES = 600;
/** Lines that decide where columns are. */
const MAX_LINES = 400;
/** Share of the lines that may have something in a gutter: cells that do not fit push the rest to the right. */
const TOLERANCE = 0.08;
/** Share of the lines that must reach a place for its blanks to count. */
const LEAST_REACH = 0.7;

/** Places of one column, the last one included, and on which side its cells stand. */
interface Segment {
  readonly from: number;
  to: number;
}

/** Columns between places that are blank in nearly all lines. */
export function blankLayout(lines: readonly string[]): ColumnLayout | undefined {
  const sample = lines.slice(0, MAX_LINES);
  const segments = withHeader(segmentsOf(sample), sample[0] as string);
  if (segments.length < 2) return undefined;
  const right = segments.map((segment, k) => standsRight(sample, segment, k === segments.length - 1));
  const first = segments[0] as Segment;
  const margin = right[0] ? "" : " ".repeat(first.from);
  const columns: PaddedColumn[] = [];
  let from = margin.length;
  for (const [k, { to }] of segments.entries()) {
    const next = segments[k + 1];
    // In front of a column on the right its widest cells may begin anywhere, so it gets all the room.
    const end = next === undefined ? lastEnd(sample, to, right[k] === true) : right[k + 1] ? to + 1 : next.from - 1;
    columns.push({ width: Math.max(0, end - from), right: right[k] === true, gap: next === undefined ? "" : " " });
    from = end + 1;
  }
  return { margin, columns, ending: "", tail: "bare" };
}

/** The longest runs of places that are not blank in nearly all lines. */
function segmentsOf(lines: readonly string[]): Segment[] {
  const { inked, reached } = countPlaces(lines);
  const segments: Segment[] = [];
  let open: Segment | undefined;
  for (let place = 0; place < reached.length; place++) {
    const reach = reached[place] as number;
    const isGutter = reach >= Math.max(2, LEAST_REACH * lines.length) && (inked[place] as number) <= TOLERANCE * reach;
    if (isGutter) open = undefined;
    else if (open !== undefined) open.to = place;
    else {
      open = { from: place, to: place };
      segments.push(open);
    }
  }
  return segments;
}

/** How many lines have something at each place, and how many are that long. */
function countPlaces(lines: readonly string[]): { inked: Int32Array; reached: Int32Array } {
  const longest = lines.reduce((most, line) => Math.max(most, line.length), 0);
  const inked = new Int32Array(Math.min(longest, MAX_PLACES));
  const reached = new Int32Array(inked.length);
  for (const line of lines) {
    const end = Math.min(line.length, inked.length);
    for (let place = 0; place < end; place++) {
      reached[place] = (reached[place] as number) + 1;
      if (line.charCodeAt(place) !== 32) inked[place] = (inked[place] as number) + 1;
    }
  }
  return { inked, reached };
}

/** Where the first line names the columns, words of the text below that have no name of their own make no columns. */
function withHeader(segments: readonly Segment[], header: string): Segment[] {
  if (!isHeader(header)) return [...segments];
  const named: Segment[] = [];
  for (const { from, to } of segments) {
    const last = named.at(-1);
    if (last !== undefined && header.slice(from, to + 1).trim() === "") last.to = to;
    else named.push({ from, to });
  }
  return named;
}

/** Whether more cells end at the last place of their column than begin at its first one. */
function standsRight(lines: readonly string[], { from, to }: Segment, isLast: boolean): boolean {
  let left = 0;
  let right = 0;
  for (const line of lines) {
    if (line.length <= from || line.slice(from, to + 1).trim() === "") continue;
    if (line.charCodeAt(from) !== 32) left++;
    if (line.length > to && line.charCodeAt(to) !== 32 && (isLast ? line.length === to + 1 : true)) right++;
  }
  return right > left;
}

/** Where the last column ends when its cells are padded. */
function lastEnd(lines: readonly string[], to: number, right: boolean): number {
  return right ? to + 1 : lines.reduce((most, line) => Math.max(most, line.length), 0);
}
