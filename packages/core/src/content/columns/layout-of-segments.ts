import type { ColumnLayout, PaddedColumn } from "./column-layout.js";

/** Places of one column, the last one included, and whether its cells stand on the right side. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly right: boolean;
}

/** The layout of columns at known places. `longest` is the length of the longest line, for a last column on the left. */
export function layoutOfSegments(segments: readonly Segment[], longest: number): ColumnLayout | undefined {
  const [first] = segments;
  if (first === undefined || segments.length < 2) return undefined;
  const margin = first.right ? "" : " ".repeat(first.from);
  const columns: PaddedColumn[] = [];
  let from = margin.length;
  for (const [k, { to, right }] of segments.entries()) {
    const next = segments[k + 1];
    // In front of a column on the right its widest cells may begin anywhere, so it gets all the room.
    const end = next === undefined ? (right ? to + 1 : longest) : right || next.right ? to + 1 : next.from - 1;
    const start = next === undefined ? end : next.right ? end + 1 : next.from;
    columns.push({ width: Math.max(0, end - from), right, gap: " ".repeat(Math.max(0, start - end)) });
    from = start;
  }
  if (columns.slice(0, -1).some(({ gap }) => gap === "")) return undefined;
  const { to, right } = segments.at(-1) as Segment;
  return { margin, columns, ending: right ? " ".repeat(Math.max(0, longest - to - 1)) : "", tail: "bare" };
}
