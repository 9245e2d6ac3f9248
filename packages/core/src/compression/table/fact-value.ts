import { bracketEnd, quotedEnd } from "./cell.js";

/**
 * What stands behind `name=` in a line of facts: a cell or a template. Bare text may hold braces when they pair up, since a
 * closing brace without a partner ends the object that the fact is in.
 */

/** Bare text as a fact, in quotes where it would not end in the right place. */
export function factValue(cell: string): string {
  const first = cell.charCodeAt(0);
  if (first === 34 || first === 91 || first === 123) return cell;
  return bareEnd(`${cell},`, 0) === cell.length && bareEnd(`${cell}}`, 0) === cell.length ? cell : JSON.stringify(cell);
}

/** The place behind a fact's value. */
export function factValueEnd(line: string, at: number): number {
  const first = line.charCodeAt(at);
  if (first === 34) return quotedEnd(line, at);
  return first === 91 || first === 123 ? bracketEnd(line, at) : bareEnd(line, at);
}

function bareEnd(line: string, at: number): number {
  let depth = 0;
  let i = at;
  for (; i < line.length; i++) {
    const char = line[i];
    if (char === "{") depth++;
    else if (char === "}" && --depth < 0) return i;
    else if (char === "," && depth === 0) return i;
  }
  return i;
}
