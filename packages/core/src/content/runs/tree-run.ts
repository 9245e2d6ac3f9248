import { BRANCHES } from "../tree-drawing.js";
import { noRun, type Run } from "./run.js";

const LEAST_LINES = 5;
const BARS = "│| \u00a0";

/** A tree whose branches are drawn, with the lines that name its roots. */
export function treeRun(lines: readonly string[], from: number): Run {
  const first = isDrawn(lines[from]) ? from : from + 1;
  if (!isDrawn(lines[first])) return noRun(from);
  let line = first;
  while (line < lines.length && (isDrawn(lines[line]) || isDrawn(lines[line + 1]))) line++;
  return { found: line - from >= LEAST_LINES, next: line };
}

/** Whether a line begins with a branch, behind nothing but bars and blanks. */
function isDrawn(line = ""): boolean {
  let at = 0;
  while (at < line.length && BARS.includes(line[at] as string)) at++;
  // The bars of some drawings are also the beginnings of branches.
  return BRANCHES.some((branch) => line.startsWith(branch, at) || (at > 0 && line.startsWith(branch, at - 1)));
}
