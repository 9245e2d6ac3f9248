import type { Statement } from "./grammar/form-text.js";
import { chooseSigns } from "./grammar/signs.js";
import { type Shape, shapeGroup } from "./mine/shape-group.js";
import { maskOf, splitWords } from "./mine/split-words.js";
import { writeLines } from "./write-lines.js";

/** What a number and the line feed cost beside the values of a line, in characters. */
const NUMBER_COST = 5;
const PATTERN_COST = 12;
const LEAST_LINES = 2;

/** A pattern worth its place, and how each of its lines fills it. */
interface Use {
  readonly pattern: number;
  readonly values: readonly string[];
}

/**
 * A text with the wording of its lines said once; `undefined` where no wording recurs enough.
 *
 * @example
 * encodeLines(log)?.length; // less than log.length
 */
export function encodeLines(text: string): string | undefined {
  const signs = chooseSigns(text);
  if (signs === undefined) return undefined;
  const lines = text.split("\n");
  const shapes: Shape[] = [];
  const uses: Use[] = [];
  for (const group of groupsOf(lines).values()) {
    if (group.length < LEAST_LINES) continue;
    const shape = shapeGroup(group.map((line) => splitWords(lines[line] as string)));
    if (!isWorthIt(shape, lines, group)) continue;
    for (const [k, line] of group.entries()) {
      uses[line] = { pattern: shapes.length, values: shape.rows[k] as readonly string[] };
    }
    shapes.push(shape);
  }
  if (shapes.length === 0) return undefined;
  const patterns = shapes.map(({ pattern }) => pattern);
  return writeLines({ patterns, statements: statementsOf(lines, uses) }, signs);
}

function groupsOf(lines: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const [k, line] of lines.entries()) {
    const mask = maskOf(splitWords(line));
    const group = groups.get(mask);
    if (group === undefined) groups.set(mask, [k]);
    else group.push(k);
  }
  return groups;
}

function isWorthIt({ pattern, rows }: Shape, lines: readonly string[], group: readonly number[]): boolean {
  const wording = pattern.reduce((sum, part) => sum + part.length + 3, PATTERN_COST);
  let saved = -wording;
  for (const [k, line] of group.entries()) {
    const values = rows[k] as readonly string[];
    saved += (lines[line] as string).length - values.reduce((sum, value) => sum + value.length + 1, NUMBER_COST);
  }
  return saved > 0;
}

/** The lines in their order, runs of one pattern together. */
function statementsOf(lines: readonly string[], uses: readonly (Use | undefined)[]): readonly Statement[] {
  const statements: Statement[] = [];
  let run: { pattern: number; rows: (readonly string[])[] } | undefined;
  for (const [k, line] of lines.entries()) {
    const use = uses[k];
    if (use === undefined) {
      statements.push(line);
      run = undefined;
    } else if (run?.pattern === use.pattern) {
      run.rows.push(use.values);
    } else {
      run = { pattern: use.pattern, rows: [use.values] };
      statements.push(run);
    }
  }
  return statements;
}
