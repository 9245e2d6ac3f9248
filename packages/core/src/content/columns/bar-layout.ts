import { type ColumnLayout, type PaddedColumn, splitLine } from "./column-layout.js";

const BARS = "|│┃║";
const MAX_LINES = 400;
const LEAST_SHARE = 0.9;

/** Columns between bars: drawn tables, tables of Markdown, what psql prints. */
export function barLayout(lines: readonly string[]): ColumnLayout | undefined {
  const sample = lines.slice(0, MAX_LINES);
  const bar = commonBar(sample);
  if (bar === undefined) return undefined;
  const places = barPlaces(sample, bar);
  return (places.length === 0 ? undefined : paddedLayout(sample, bar, places)) ?? looseLayout(sample, bar);
}

/** The bar that nearly all lines have. */
function commonBar(lines: readonly string[]): string | undefined {
  return [...BARS].find((bar) => lines.filter((line) => line.includes(bar)).length >= LEAST_SHARE * lines.length);
}

/** Places at which nearly all lines have the bar. */
function barPlaces(lines: readonly string[], bar: string): number[] {
  const counts = new Map<number, number>();
  for (const line of lines) {
    for (let at = line.indexOf(bar); at >= 0; at = line.indexOf(bar, at + 1)) counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  const places = [...counts].filter(([, count]) => count >= LEAST_SHARE * lines.length).map(([place]) => place);
  return places.sort((a, b) => a - b);
}

/** Bars that stand below one another, with cells padded to fill the room between them. */
function paddedLayout(lines: readonly string[], bar: string, places: readonly number[]): ColumnLayout | undefined {
  const opens = lines.every((line) => line.slice(0, places[0]).trim() === "");
  const last = places.at(-1) as number;
  const closes = lines.every((line) => line.slice(last + 1).trim() === "");
  const inner = places.slice(opens ? 1 : 0, closes ? -1 : undefined);
  if (inner.length === 0) return undefined;
  const blankAt = (place: number): boolean => lines.every((line) => place >= line.length || line[place] === " ");
  const opening = opens ? (places[0] as number) + 1 : 0;
  const margin = (opens ? " ".repeat(opening - 1) + bar : "") + (blankAt(opening) ? " " : "");
  const closing = closes ? (blankAt(last - 1) ? " " : "") + bar : "";
  const columns: PaddedColumn[] = [];
  let from = margin.length;
  for (const place of [...inner, closes ? last : Number.POSITIVE_INFINITY]) {
    const isLast = columns.length === inner.length;
    const end = place === Number.POSITIVE_INFINITY ? longest(lines) : place - (blankAt(place - 1) ? 1 : 0);
    const gap = isLast ? "" : `${" ".repeat(place - end)}${bar}${blankAt(place + 1) ? " " : ""}`;
    columns.push({ width: Math.max(0, end - from), right: standsRight(lines, from, end), gap });
    from = end + gap.length;
  }
  const trailing = closes ? commonTrailing(lines, last + 1) : "";
  return { margin, columns, ending: closing + trailing, tail: closes ? "padded" : "bare" };
}

/** Cells that are not padded, as in `| a | b |`. */
function looseLayout(lines: readonly string[], bar: string): ColumnLayout | undefined {
  const first = lines[0] as string;
  const opens = first.startsWith(bar);
  const closes = first.endsWith(bar) && opens;
  const spaced = first.includes(` ${bar} `);
  const gap = spaced ? ` ${bar} ` : bar;
  const inner = first.slice(opens ? 1 : 0, closes ? -1 : undefined).split(gap).length;
  const columns = Array.from({ length: inner }, (_, k) => ({ width: 0, right: false, gap: k < inner - 1 ? gap : "" }));
  const layout: ColumnLayout = {
    margin: opens ? bar + (spaced ? " " : "") : "",
    columns,
    ending: closes ? (spaced ? " " : "") + bar : "",
    tail: closes ? "padded" : "bare",
  };
  // Without bars on the outside any line with a bar in it would do.
  return opens && closes && splitLine(layout, first) !== undefined ? layout : undefined;
}

function standsRight(lines: readonly string[], from: number, end: number): boolean {
  let left = 0;
  let right = 0;
  for (const line of lines) {
    const cell = line.slice(from, end);
    if (cell.trim() === "") continue;
    if (cell[0] !== " ") left++;
    if (cell.length === end - from && cell.at(-1) !== " ") right++;
  }
  return right > left;
}

function longest(lines: readonly string[]): number {
  return lines.reduce((most, line) => Math.max(most, line.length), 0);
}

/** Blanks behind the last bar that all lines have. */
function commonTrailing(lines: readonly string[], from: number): string {
  const first = (lines[0] as string).slice(from);
  return lines.every((line) => line.slice(from) === first) ? first : "";
}
