/** A line that ends with a path: what stands in front of the path, blanks included, and the path. */
export interface PathLine {
  readonly pathStart: number;
}

const MAX_LINE = 1000;
/** What may stand in front: a size, or the letters of a state, as `du` and `git status` write them. */
const LEAD = /^[ \t]{0,8}(?:(?:[A-Z?!.]{1,2}\d{0,3}|\d[\d.,]*[KMGTP]?i?B?)[ \t]+)?/;
const UNLIKELY = /["'`<>|*?;={}$,\s]|:\/\/|:\d/;

/** Reads a line that is a path with a slash or backslash in it, alone or behind a size or a state. */
export function readPathLine(line: string): PathLine | undefined {
  if (line.length > MAX_LINE) return undefined;
  const pathStart = LEAD.exec(line)?.[0].length ?? 0;
  const path = line.slice(pathStart);
  if (!/[^\\/][\\/]|^[\\/][^\\/]/.test(path) || UNLIKELY.test(path.replace(/^[A-Za-z]:/, ""))) return undefined;
  return { pathStart };
}

/** Whether a line is a name as it may stand among paths: one word. */
export function isName(line: string): boolean {
  return line.length <= MAX_LINE && /^[^\s"'`<>|*?;={}$,:]+$/.test(line);
}
