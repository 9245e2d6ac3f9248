import type { ColumnLayout } from "./column-layout.js";
import { isHeader } from "./is-header.js";
import { layoutOfSegments, type Segment } from "./layout-of-segments.js";

const MAX_LINES = 400;
const NAME = /\S+(?: \S+)*/g;

/**
 * Columns at the places of their names in the first line. For tables in which many lines say something across columns, so
 * that there are no blanks from top to bottom.
 */
export function headerLayout(lines: readonly string[]): ColumnLayout | undefined {
  const sample = lines.slice(0, MAX_LINES);
  const header = sample[0] as string;
  if (!isHeader(header)) return undefined;
  const names = [...header.matchAll(NAME)].map(({ index, 0: name }) => ({ from: index, to: index + name.length - 1 }));
  const sides = names.map((name) => ({ ...name, right: standsRight(sample, name) }));
  const longest = sample.reduce((most, line) => Math.max(most, line.length), 0);
  return layoutOfSegments(
    sides.map((side, k) => filled(sample, side, sides[k + 1])),
    longest,
  );
}

/** Whether more cells end where the name ends than begin where it begins. */
function standsRight(lines: readonly string[], { from, to }: { from: number; to: number }): boolean {
  let left = 0;
  let right = 0;
  for (const line of lines) {
    if (isInk(line, from) && !isInk(line, from - 1)) left++;
    if (isInk(line, to) && !isInk(line, to + 1)) right++;
  }
  return right > left;
}

/** A column on the left in front of one on the right shares the room between the widest cells of both with it. */
function filled(lines: readonly string[], segment: Segment, next: Segment | undefined): Segment {
  if (segment.right || next?.right !== true) return segment;
  let { to } = segment;
  let { from } = next;
  for (const line of lines) {
    const gap = line.indexOf("  ", segment.from);
    if (gap > to && gap < from) to = gap - 1;
    const start = line.lastIndexOf("  ", next.to) + 2;
    if (start > segment.from && start < from && isInk(line, next.to)) from = start;
  }
  return { ...segment, to: Math.max(to, (to + from - 1) >> 1) };
}

function isInk(line: string, at: number): boolean {
  return at >= 0 && at < line.length && line.charCodeAt(at) !== 32;
}
