import { isName, type PathLine, readPathLine } from "../path-line.js";
import { noRun, type Run } from "./run.js";

const LEAST_LINES = 5;
/** Share of the lines that must have a directory in their path; names alone are not worth a tree. */
const LEAST_SHARE = 0.6;

/** Lines in a row without a directory, and among them such as are no names. */
const MAX_NAMES = 20;
const MAX_NAMES_FIRST = 3;
const MAX_OTHERS = 1;

/** A list of paths, one a line, as `find`, `git ls-files` and `du` write them. */
export function pathRun(lines: readonly string[], from: number): Run {
  const first = firstPath(lines, from);
  if (first === undefined) return noRun(from);
  let paths = 0;
  let others = 0;
  let end = from;
  for (let line = from; line < lines.length && line - end <= MAX_NAMES && others <= MAX_OTHERS; line++) {
    const text = lines[line] as string;
    const read = readPathLine(text);
    if (read !== undefined && read.pathStart > 0 === first.pathStart > 0) {
      paths++;
      others = 0;
      end = line + 1;
    } else if (read !== undefined || first.pathStart > 0 || !isName(text)) others++;
  }
  const isList = paths >= LEAST_LINES && paths >= LEAST_SHARE * (end - from);
  return { found: isList, next: Math.max(end, from + 1) };
}

/** The first path, behind a few names at most. */
function firstPath(lines: readonly string[], from: number): PathLine | undefined {
  for (let line = from; line < lines.length && line <= from + MAX_NAMES_FIRST; line++) {
    const read = readPathLine(lines[line] as string);
    if (read !== undefined) return line === from || read.pathStart === 0 ? read : undefined;
    if (!isName(lines[line] as string)) return undefined;
  }
  return undefined;
}
