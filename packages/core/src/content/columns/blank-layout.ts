import type { ColumnLayout } from "./column-layout.js";
import { isHeader } from "./is-header.js";
import { layoutOfSegments } from "./layout-of-segments.js";

/** Places beyond this one belong to the last column. */
const MAX_PLACES = 600;
/** Lines that decide where columns are. */
const MAX_LINES = 400;
/** Share of the lines that may have something in a gutter: cells that do not fit push the rest to the right. */
const TOLERANCE = 0.08;
/** Share of the lines that must reach a place for its blanks to count. */
const LEAST_REACH = 0.7;

/** Places of one column, the last one included. */
interface Places {
  readonly from: number;
  to: number;
}

/** Columns between places that are blank in nearly all lines. */
export function blankLayout(lines: readonly string[]): ColumnLayout | undefined {
  const sample = lines.slice(0, MAX_LINES);
  const header = isHeader(sample[0] as string) ? (sample[0] as string) : undefined;
  const found = withHeader(filledPlaces(sample, header), header);
  const right = found.map((places, k) => standsRight(sample, places, k === found.length - 1));
  const segments = found.map(({ from, to }, k) => {
    const next = found[k + 1];
    // The room between a column on the left and one on the right is shared by both.
    const isShared = next !== undefined && right[k] === false && right[k + 1] === true;
    return { from, to: isShared ? Math.max(to, (to + next.from - 1) >> 1) : to, right: right[k] === true };
  });
  return layoutOfSegments(segments, longest(sample));
}

/** The longest runs of places that are not blank in nearly all lines. */
function filledPlaces(lines: readonly string[], header: string | undefined): Places[] {
  const { inked, reached } = countPlaces(lines);
  const found: Places[] = [];
  let open: Places | undefined;
  for (let place = 0; place < reached.length; place++) {
    const reach = reached[place] as number;
    const isBlank = reach >= Math.max(2, LEAST_REACH * lines.length) && (inked[place] as number) <= TOLERANCE * reach;
    const isName = header !== undefined && place < header.length && header[place] !== " ";
    if (isBlank && !isName) open = undefined;
    else if (open !== undefined) open.to = place;
    else {
      open = { from: place, to: place };
      found.push(open);
    }
  }
  return found;
}

/** How many lines have something at each place, and how many are that long. */
function countPlaces(lines: readonly string[]): { inked: Int32Array; reached: Int32Array } {
  const inked = new Int32Array(Math.min(longest(lines), MAX_PLACES));
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
function withHeader(places: readonly Places[], header: string | undefined): readonly Places[] {
  if (header === undefined) return places;
  const named: Places[] = [];
  for (const { from, to } of places) {
    const last = named.at(-1);
    if (last !== undefined && header.slice(from, to + 1).trim() === "") last.to = to;
    else named.push({ from, to });
  }
  return named;
}

/** Whether more cells end at the last place of their column than begin at its first one. */
function standsRight(lines: readonly string[], { from, to }: Places, isLast: boolean): boolean {
  let left = 0;
  let right = 0;
  for (const line of lines) {
    if (line.length <= from || line.slice(from, to + 1).trim() === "") continue;
    if (line.charCodeAt(from) !== 32) left++;
    if (line.length > to && line.charCodeAt(to) !== 32 && (!isLast || line.length === to + 1)) right++;
  }
  return right > left;
}

function longest(lines: readonly string[]): number {
  return lines.reduce((most, line) => Math.max(most, line.length), 0);
}
