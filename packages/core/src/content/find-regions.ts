import type { ContentKind } from "../compressors/compressor.js";
import { columnRun } from "./runs/column-run.js";
import { delimitedRun } from "./runs/delimited-run.js";
import { diffRun, historyRun } from "./runs/diff-run.js";
import { numberedRun } from "./runs/numbered-run.js";
import { pathRun } from "./runs/path-run.js";
import type { FindRun } from "./runs/run.js";
import { searchRun } from "./runs/search-run.js";
import { treeRun } from "./runs/tree-run.js";

/** Whole lines of one structure, without the line feed that ends the last one. */
export interface Region {
  /** `undefined` for lines that stay as they are, such as numbered lines of a file. */
  readonly kind: ContentKind | undefined;
  readonly start: number;
  readonly end: number;
}

/** Shorter runs are not worth a form, and part of the text around them. */
const LEAST_CHARACTERS = 300;

interface RunKind {
  readonly kind: ContentKind | undefined;
  readonly find: FindRun;
}

/** Lines of files, which stay lines whatever they hold. In the order in which they are asked: what is clearest comes first. */
export const LINES_OF_FILES: readonly RunKind[] = [
  { kind: "history", find: historyRun },
  { kind: "diff", find: diffRun },
  { kind: undefined, find: numberedRun },
  { kind: "search", find: searchRun },
];

/** Other lines with a structure of their own. */
export const OTHER_LINES: readonly RunKind[] = [
  { kind: "tree", find: treeRun },
  { kind: "paths", find: pathRun },
  { kind: "columns", find: columnRun },
  { kind: "delimited", find: delimitedRun },
];

/**
 * Finds the stretches of text that have a structure of their own, left to right. `start` and `end` bound the lines that are
 * looked at: `start` is the beginning of a line, `end` the end of one. Reads each line a few times at most.
 */
export function findRegions(text: string, start: number, end: number, kinds: readonly RunKind[]): readonly Region[] {
  const lines = text.slice(start, end).split("\n");
  const bare = lines.map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
  const regions: Region[] = [];
  const notBefore = kinds.map(() => 0);
  let place = start;
  for (let line = 0; line < lines.length; ) {
    const run = runAt(bare, line, kinds, notBefore);
    const next = run?.end ?? line + 1;
    const from = place;
    for (; line < next; line++) place += (lines[line] as string).length + 1;
    if (run !== undefined && place - 1 - from >= LEAST_CHARACTERS) {
      regions.push({ kind: run.kind, start: from, end: place - 1 });
    }
  }
  return regions;
}

/** The run that begins at a line. `notBefore` says per kind which line it is worth to ask about next. */
function runAt(
  lines: readonly string[],
  line: number,
  kinds: readonly RunKind[],
  notBefore: number[],
): { kind: ContentKind | undefined; end: number } | undefined {
  for (const [k, { kind, find }] of kinds.entries()) {
    if ((notBefore[k] as number) > line) continue;
    const { found, next } = find(lines, line);
    if (found) return { kind, end: next };
    notBefore[k] = next;
  }
  return undefined;
}
