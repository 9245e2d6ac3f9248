import type { Template } from "../grammar/form-text.js";
import { countPlaces, fillTemplate } from "../grammar/templates.js";
import type { DistinctLines } from "../mine/distinct-lines.js";
import { LinePlaces } from "../mine/line-places.js";
import { minePatterns } from "../mine/mine-patterns.js";
import { roughTokens } from "../mine/rough-tokens.js";
import { type Rows, specialise } from "../mine/specialise.js";
import type { Entry, LinePlan, PlannedPattern } from "./line-plan.js";

/** How often special patterns are made of special patterns. */
const MOST_DEPTH = 3;
/** Tokens that the number of another pattern must save, or the wording is written out. */
const LEAST_SAVED = 4;
/** Lines that come more often are not kept as they are. */
const MOST_KEPT = 3;
/** A pattern that is special for all lines but so many takes the place of the other one. */
const MOST_LEFT = 1;

/**
 * Gives each line of a text that has its wording in common with others a pattern. `weights` says how often each different
 * line is to be written; lines that are `kept` and rare have no pattern.
 */
export function planWordings(
  distinct: DistinctLines,
  weights: readonly number[],
  kept: ReadonlySet<string> = new Set(),
): LinePlan {
  const { texts, counts } = distinct;
  const isKept = (line: number): boolean => (counts[line] as number) <= MOST_KEPT && kept.has(texts[line] as string);
  const places = new LinePlaces(distinct, weights);
  const open = kept.size === 0 ? weights : weights.map((weight, line) => (isKept(line) ? 0 : weight));
  const { shapes, left } = minePatterns(texts, open, places);
  const planner = new WordingPlanner(distinct, places);
  for (const { template, lines, rows } of shapes) planner.add(template, planner.rowsOf(lines, rows));
  // Of what is left, lines may still begin alike, down to a part of a word.
  const beginnings = planner.rowsOf(
    left,
    left.map((line) => [distinct.texts[line] as string]),
  );
  for (const { given, rows } of specialise(beginnings, false)) planner.add(given[0] as Template, rows);
  return planner.plan();
}

class WordingPlanner {
  readonly #patterns: PlannedPattern[] = [];
  /** What each different line is written as. */
  readonly #entries: Entry[];
  readonly #places: LinePlaces;
  readonly #sequence: Int32Array;

  constructor({ texts, sequence }: DistinctLines, places: LinePlaces) {
    this.#entries = [...texts];
    this.#sequence = sequence;
    this.#places = places;
  }

  /** Where some lines stand, in order, with their values. */
  rowsOf(lines: readonly number[], values: readonly (readonly string[])[]): Rows {
    const found = lines.flatMap((line, k) =>
      this.#places.of(line).map((place) => ({ place, values: values[k] as readonly string[] })),
    );
    found.sort((a, b) => a.place - b.place);
    return { places: found.map(({ place }) => place), values: found.map((row) => row.values) };
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

  plan(): LinePlan {
    return { patterns: this.#patterns, entries: Array.from(this.#sequence, (line) => this.#entries[line] as Entry) };
  }

  #addSpecial(special: {
    readonly base: number;
    readonly template: Template;
    readonly given: readonly Template[];
    readonly rows: Rows;
    readonly depth: number;
  }): void {
    const { base, template, given, rows, depth } = special;
    this.#use(specialPattern(base, template, given), rows);
    if (depth === MOST_DEPTH) return;
    for (const inner of specialise(rows)) {
      const more = given.map((value) => fillTemplate(value, inner.given));
      this.#addSpecial({ base, template, given: more, rows: inner.rows, depth: depth + 1 });
    }
  }

  /** Adds a pattern for lines; gives its index. */
  #use(planned: PlannedPattern, { places, values }: Rows): number {
    const pattern = this.#patterns.push(planned) - 1;
    for (const [k, place] of places.entries()) {
      this.#entries[this.#sequence[place] as number] = { pattern, values: values[k] as readonly string[] };
    }
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
