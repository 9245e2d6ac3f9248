import { groupByBeginning } from "./group-by-beginning.js";
import { groupLines, LINE_TOKENS, PATTERN_TOKENS } from "./group-lines.js";
import { PartTable } from "./part-table.js";
import { roughTokens } from "./rough-tokens.js";
import { type Shape, shapeGroup } from "./shape-group.js";

/** Tokens that a pattern must save. */
const LEAST_GAIN = 10;

/**
 * Patterns for lines: those of one wording first, then those that only begin alike. Every line has one pattern at most;
 * `weights` says how often each line is to be written.
 */
export function minePatterns(lines: readonly string[], weights: readonly number[]): readonly Shape[] {
  const table = new PartTable(lines);
  const shapes: Shape[] = [];
  const taken = new Uint8Array(lines.length);
  const offer = (shape: Shape): void => {
    if (gainOf(shape, weights) < LEAST_GAIN) return;
    shapes.push(shape);
    for (const line of shape.lines) taken[line] = 1;
  };
  for (const group of groupLines(table, weights)) {
    offer(shapeGroup(table, group.lines, table.count(group.lines[0] as number)));
  }
  const left: number[] = [];
  for (let line = 0; line < lines.length; line++) {
    if (taken[line] === 0 && weights[line] !== 0 && table.count(line) > 0) left.push(line);
  }
  for (const { lines: members, parts } of groupByBeginning(table, left, weights)) {
    offer(shapeGroup(table, members, parts));
  }
  return shapes;
}

function gainOf({ template, lines, rows }: Shape, weights: readonly number[]): number {
  const said = template.reduce<number>((sum, part) => sum + (typeof part === "string" ? roughTokens(part) : 0), 0);
  const weight = lines.reduce((sum, line) => sum + (weights[line] as number), 0);
  const places = rows[0]?.length ?? 0;
  return weight * (said - LINE_TOKENS - 0.5 * places) - said - PATTERN_TOKENS - places;
}
