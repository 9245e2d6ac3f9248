import type { Template } from "../grammar/form-text.js";
import { countPlaces, fillTemplate } from "../grammar/templates.js";
import type { DistinctLines } from "../mine/distinct-lines.js";
import { minePatterns } from "../mine/mine-patterns.js";
import { roughTokens } from "../mine/rough-tokens.js";
import { type Rows, specialise } from "../mine/specialise.js";
import type { Entry, LinePlan, PlannedPattern } from "./line-plan.js";

/** How often special patterns are made of special patterns. */
const MOST_DEPTH = 3;
/** Tokens that the number of another pattern must save, or the wording is written out. */
const LEAST_SAVED = 4;
/** A pattern that is special for all lines but so many takes the place of the other one. */
const MOST_LEFT = 1;

/** Gives each line of a text that has its wording in common with others a pattern. */
export function planWordings(distinct: DistinctLines, weights: readonly number[]): LinePlan {
  const planner = new WordingPlanner(distinct);
  for (const { template, rows } of planner.rowsOf(minePatterns(distinct.texts, weights))) planner.add(template, rows);
  planner.addBeginnings();
  return planner;
}

interface TemplateRows {
  readonly template: Template;
  readonly rows: Rows;
}

class WordingPlanner implements LinePlan {
  readonly patterns: PlannedPattern[] = [];
  readonly entries: Entry[];

  constructor(readonly distinct: DistinctLines) {
    this.entries = Array.from(distinct.sequence, (line) => distinct.texts[line] as string);
  }

  /** What the places of a text say that have one of these patterns. */
  rowsOf(shapes: ReturnType<typeof minePatterns>): readonly TemplateRows[] {
    const found = shapes.map(({ template }) => ({
      template,
      places: [] as number[],
      values: [] as (readonly string[])[],
    }));
    const shapeOf = new Map<number, { readonly shape: number; readonly values: readonly string[] }>();
    for (const [shape, { lines, rows }] of shapes.entries()) {
      for (const [k, line] of lines.entries()) shapeOf.set(line, { shape, values: rows[k] as readonly string[] });
    }
    for (const [place, line] of this.distinct.sequence.entries()) {
      const known = shapeOf.get(line);
      if (known === undefined) continue;
      found[known.shape]?.places.push(place);
      found[known.shape]?.values.push(known.values);
    }
    return found.map(({ template, ...rows }) => ({ template, rows }));
  }

  /** Adds a pattern for some lines, and special ones for those that have more in common. */
  add(template: Template, rows: Rows): void {
    const specials = specialise(rows);
    const [widest] = specials;
    if (widest !== undefined && rows.places.length - widest.rows.places.length <= MOST_LEFT) {
      this.add(fillTemplate(template, widest.given), widest.rows);
      return;
    }
    const base = this.#use({ lines: [template], places: countPlaces([template]) }, rows);
    for (const { given, rows: own } of specials) this.#addSpecial({ base, template, given, rows: own, depth: 1 });
  }

  /** Adds patterns for lines that have none and begin alike, down to a part of a word. */
  addBeginnings(): void {
    const places: number[] = [];
    const values: string[][] = [];
    for (const [place, entry] of this.entries.entries()) {
      if (typeof entry !== "string" || entry === "") continue;
      places.push(place);
      values.push([entry]);
    }
    for (const { given, rows } of specialise({ places, values }, false)) this.add(given[0] as Template, rows);
  }

  #addSpecial(special: {
    base: number;
    template: Template;
    given: readonly Template[];
    rows: Rows;
    depth: number;
  }): void {
    const { base, template, given, rows, depth } = special;
    this.#use(specialPattern(base, template, given), rows);
    if (depth === MOST_DEPTH) return;
    for (const inner of specialise(rows)) {
      const more = given.map((value) => fillTemplate(value, inner.given));
      this.#addSpecial({ base, template, given: more, rows: inner.rows, depth: depth + 1 });
    }
  }

  /** Adds a pattern that is used in some places; gives its index. */
  #use(planned: PlannedPattern, { places, values }: Rows): number {
    const pattern = this.patterns.push(planned) - 1;
    for (const [k, place] of places.entries())
      this.entries[place] = { pattern, values: values[k] as readonly string[] };
    return pattern;
  }
}

/** Another pattern with what is given of its values, or all of the wording where that is about as short. */
function specialPattern(base: number, template: Template, given: readonly Template[]): PlannedPattern {
  const whole = fillTemplate(template, given);
  const places = countPlaces([whole]);
  const saved = tokensOf(whole) - given.reduce((sum, value) => sum + tokensOf(value), 2);
  return { lines: [saved < LEAST_SAVED ? whole : { pattern: base, values: given }], places };
}

export function tokensOf(template: Template): number {
  return template.reduce<number>((sum, part) => sum + (typeof part === "string" ? roughTokens(part) : 1), 0);
}
