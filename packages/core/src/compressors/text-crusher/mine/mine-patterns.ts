import type { Template } from "../grammar/form-text.js";
import { groupByBeginning } from "./group-by-beginning.js";
import { groupByFrame } from "./group-by-frame.js";
import { groupLines, PATTERN_TOKENS } from "./group-lines.js";
import type { LinePlaces } from "./line-places.js";
import { PartTable } from "./part-table.js";
import { rareErrors } from "./rare-errors.js";
import { roughTokens } from "./rough-tokens.js";
import { type Shape, shapeGroup } from "./shape-group.js";

/** Tokens that a pattern must save. */
const LEAST_GAIN = 10;
/** What stands between two values, about. */
const VALUE_TOKENS = 0.5;
/** An error that comes more often than this is not rare. */
const RARE_ERROR = 3;

export interface MinedPatterns {
  readonly shapes: readonly Shape[];
  /** Lines without a pattern that may become part of one, ascending. */
  readonly left: readonly number[];
}

/**
 * Patterns for lines: those of one wording first, then those that only begin alike. Every line has one pattern at most;
 * `weights` says how often each line is to be written. Rare lines that report an error stay as they are.
 */
export function minePatterns(lines: readonly string[], weights: readonly number[], places: LinePlaces): MinedPatterns {
  const table = new PartTable(lines);
  const errors = rareErrors(lines);
  const shapes: Shape[] = [];
  const taken = new Uint8Array(lines.length);
  const offer = (shape: Shape): void => {
    if (gainOf(shape, weights, places) < LEAST_GAIN) return;
    shapes.push(shape);
    for (const line of shape.lines) taken[line] = 1;
  };
  const isLeft = (line: number): boolean => taken[line] === 0 && weights[line] !== 0 && !errors.has(line);

  for (const group of groupLines(table, weights)) {
    const [first] = group.lines as [number];
    if (weightOf(group.lines, weights) <= RARE_ERROR && errors.has(first)) continue;
    offer(shapeGroup(table, group.lines, table.count(first)));
  }
  const left = (): readonly number[] => [...lines.keys()].filter(isLeft);
  const parted = (): readonly number[] => left().filter((line) => table.count(line) > 0);
  for (const group of groupByFrame(table, parted())) {
    offer(shapeGroup(table, group, table.count(group[0] as number)));
  }
  for (const { lines: members, parts } of groupByBeginning(table, parted(), weights)) {
    offer(shapeGroup(table, members, parts));
  }
  return { shapes, left: left() };
}

function gainOf({ template, lines, rows }: Shape, weights: readonly number[], places: LinePlaces): number {
  const said = wordingTokens(template);
  const values = rows[0]?.length ?? 0;
  const saved = weightOf(lines, weights) * (said - VALUE_TOKENS * values) - places.numberTokens(lines);
  return saved - said - PATTERN_TOKENS - values;
}

function wordingTokens(template: Template): number {
  return template.reduce<number>((sum, part) => sum + (typeof part === "string" ? roughTokens(part) : 0), 0);
}

function weightOf(lines: readonly number[], weights: readonly number[]): number {
  return lines.reduce((sum, line) => sum + (weights[line] as number), 0);
}
