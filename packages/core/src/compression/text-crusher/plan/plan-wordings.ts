import type { Template } from "../grammar/form-text.js";
import type { DistinctLines } from "../mine/distinct-lines.js";
import { minePatterns } from "../mine/mine-patterns.js";
import { roughTokens } from "../mine/rough-tokens.js";
import { type Rows, specialise } from "../mine/specialise.js";
import { type Entry, fillTemplate, type LinePlan, type PlannedPattern } from "./line-plan.js";

/** How often special patterns are made of special patterns. */
const MOST_DEPTH = 3;
/** Tokens that the number of another pattern must save, or the wording is written out. */
const LEAST_SAVED = 4;

/** Gives each line of a text that has its wording in common with others a pattern. */
export function planWordings({ texts, sequence }: DistinctLines, weights: readonly number[]): LinePlan {
  const shapes = minePatterns(texts, weights);
  const patterns: PlannedPattern[] = [];
  const uses: (Entry | undefined)[] = [];
  const rowsOf = shapes.map(() => ({ places: [] as number[], values: [] as (readonly string[])[] }));
  for (const [pattern, { wording, lines, rows }] of shapes.entries()) {
    patterns.push({ lines: [wording], places: wording.length - 1 });
    for (const [k, line] of lines.entries()) uses[line] = { pattern, values: rows[k] as readonly string[] };
  }
  const entries: Entry[] = Array.from(sequence, (line, place) => {
    const use = uses[line];
    if (use === undefined || typeof use === "string") return texts[line] as string;
    rowsOf[use.pattern]?.places.push(place);
    rowsOf[use.pattern]?.values.push(use.values);
    return use;
  });
  const addSpecials = (
    base: number,
    wording: Template,
    rows: Rows,
    outer: readonly Template[] | undefined,
    depth: number,
  ): void => {
    for (const special of specialise(rows)) {
      const pattern = patterns.length;
      const given = outer === undefined ? special.given : fillAll(outer, special.given);
      patterns.push(specialPattern(base, wording, given));
      for (const [k, place] of special.rows.places.entries()) {
        entries[place] = { pattern, values: special.rows.values[k] as readonly string[] };
      }
      if (depth < MOST_DEPTH) addSpecials(base, wording, special.rows, given, depth + 1);
    }
  };
  for (const [base, rows] of rowsOf.entries()) addSpecials(base, shapes[base]?.wording as Template, rows, undefined, 1);
  return { patterns, entries };
}

/** The same values with more given: each place of `outer` takes the next of `given`. */
function fillAll(outer: readonly Template[], given: readonly Template[]): readonly Template[] {
  let at = 0;
  return outer.map((template) => {
    const from = at;
    at += template.length - 1;
    return fillTemplate(template, given.slice(from, at));
  });
}

/** Another pattern with what is given of its values, or all of the wording where that is about as short. */
function specialPattern(base: number, wording: Template, given: readonly Template[]): PlannedPattern {
  const whole = fillTemplate(wording, given);
  const places = whole.length - 1;
  const saved = tokensOf(whole) - given.reduce((sum, template) => sum + tokensOf(template), 2);
  return { lines: [saved < LEAST_SAVED ? whole : { pattern: base, values: given }], places };
}

export function tokensOf(template: Template): number {
  return template.reduce((sum, text) => sum + roughTokens(text), template.length - 1);
}
