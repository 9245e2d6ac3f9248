import { readContextLine, readSearchLine } from "../search-line.js";
import { noRun, type Run } from "./run.js";

const GAP = "--";
const LEAST_LINES = 4;
/** Lines in a row that may be something else: messages of the tool, a line break inside a match. */
const MAX_OTHERS = 2;
const LEAST_SHARE = 0.75;
/** Lines per path, on average, without which text behind a name and a colon is something else. */
const LEAST_PER_PATH = 1.5;
/** Words behind a position with which compilers and linters begin their messages. */
const DIAGNOSTIC = /^:\d+:(?:\d+:)? ?(?:fatal |internal )?(?:error|warning|note|info|remark|hint|style)\b/i;

/** Results of a search, `path:12:text` with context lines `path-13-text`, or `path:text`. */
export function searchRun(lines: readonly string[], from: number): Run {
  const paths = new Set<string>();
  let last: string | undefined;
  let changes = 0;
  let found = 0;
  let diagnostics = 0;
  let gaps = 0;
  let end = from;
  let numbered: boolean | undefined;
  let line = from;
  for (; line < lines.length && line - end <= MAX_OTHERS; line++) {
    const text = lines[line] as string;
    if (text === GAP && found > 0) {
      gaps++;
      continue;
    }
    const read = readSearchLine(text) ?? readContextLine(text, (path) => paths.has(path));
    if (read === undefined || (numbered ?? read.numbered) !== read.numbered) {
      if (found === 0) return noRun(from);
      continue;
    }
    numbered = read.numbered;
    const path = text.slice(0, read.pathEnd);
    if (path !== last) changes++;
    last = path;
    paths.add(path);
    found++;
    if (DIAGNOSTIC.test(text.slice(read.pathEnd, read.pathEnd + 40))) diagnostics++;
    end = line + 1;
  }
  const isSearch =
    found >= LEAST_LINES &&
    found >= LEAST_SHARE * (end - from - gaps) &&
    (numbered === true || found >= LEAST_PER_PATH * changes) &&
    2 * diagnostics < found;
  return { found: isSearch, next: Math.max(end, from + 1) };
}
