import type { PatternLine, Template } from "../grammar/form-text.js";
import { countPlaces, fillTemplate } from "../grammar/templates.js";
import { joinEqualValues } from "../mine/equal-values.js";
import { findRepeats } from "../mine/find-repeats.js";
import { roughTokens } from "../mine/rough-tokens.js";
import type { Entry, LinePlan, PlannedPattern } from "./line-plan.js";
import { tokensOf } from "./plan-wordings.js";

const NUMBER_TOKENS = 3;
const LEAST_GAIN = 16;
/** Longer patterns are hard to read by their values. */
const MOST_LINES = 10;

/** Joins lines whose patterns follow each other again and again into patterns of several lines. */
export function planRecords({ patterns, entries }: LinePlan): LinePlan {
  const symbols = new EntrySymbols(entries, patterns.length);
  const wordings = patterns.map((pattern) => wordingOf(pattern, patterns));
  const lineOf = (symbol: number): Template => wordings[symbol] ?? [symbols.textOf(symbol)];
  const repeats = findRepeats(symbols.sequence, symbols.end, {
    cost: (symbol) => (symbol < patterns.length ? NUMBER_TOKENS : symbols.tokensOf(symbol)),
    // What comes nowhere else needs no pattern of its own any more.
    inside: (symbol, occurrences) => (symbols.count(symbol) <= occurrences ? 1 : tokensOf(lineOf(symbol)) + 2),
    use: NUMBER_TOKENS,
    definition: 4,
    leastGain: LEAST_GAIN,
    flat: true,
    most: MOST_LINES,
  });
  const joined: Entry[] = [];
  const rowsOf = repeats.blocks.map(() => ({ places: [] as number[], rows: [] as (readonly string[])[] }));
  let at = 0;
  for (const symbol of repeats.sequence) {
    const record = rowsOf[symbol - symbols.end];
    const end = at + (repeats.blocks[symbol - symbols.end]?.length ?? 1);
    const members = entries.slice(at, end);
    at = end;
    const values = members.flatMap((entry) => (typeof entry === "string" ? [] : entry.values));
    // Lines without values recur as they are, which is not said by a pattern.
    if (record === undefined || values.length === 0) joined.push(...members);
    else {
      record.rows.push(values);
      record.places.push(joined.push("") - 1);
    }
  }
  const records = repeats.blocks.map((block, k): PlannedPattern => {
    const { places, rows } = rowsOf[k] as { places: number[]; rows: (readonly string[])[] };
    const filled = joinEqualValues({ templates: numberedOn(block.map(lineOf)), rows });
    for (const [row, place] of places.entries()) {
      joined[place] = { pattern: patterns.length + k, values: filled.rows[row] as readonly string[] };
    }
    return { lines: filled.templates, places: filled.rows[0]?.length ?? 0 };
  });
  return { patterns: [...patterns, ...records], entries: joined };
}

/** Lines of one pattern: the values of each are numbered behind those of the lines before. */
function numberedOn(templates: readonly Template[]): readonly Template[] {
  let offset = 0;
  return templates.map((template) => {
    const from = offset;
    offset += countPlaces([template]);
    return template.map((part) => (typeof part === "string" ? part : part + from));
  });
}

/** The one line of a pattern, written out. */
function wordingOf({ lines }: PlannedPattern, patterns: readonly PlannedPattern[]): Template {
  const [line] = lines as [PatternLine];
  return "pattern" in line
    ? fillTemplate(wordingOf(patterns[line.pattern] as PlannedPattern, patterns), line.values)
    : line;
}

/** Entries as symbols: their pattern, or a number above all patterns for each text. */
class EntrySymbols {
  readonly sequence: Int32Array;
  readonly #counts = new Map<number, number>();
  readonly #texts: string[] = [];
  readonly #tokens: number[] = [];

  constructor(
    entries: readonly Entry[],
    readonly first: number,
  ) {
    const numbers = new Map<string, number>();
    const symbols = entries.map((entry) => {
      if (typeof entry !== "string") return entry.pattern;
      let index = numbers.get(entry);
      if (index === undefined) {
        index = this.#texts.push(entry) - 1;
        numbers.set(entry, index);
      }
      return first + index;
    });
    for (const symbol of symbols) this.#counts.set(symbol, this.count(symbol) + 1);
    // What comes once, and runs of one pattern, belong to no record.
    this.sequence = Int32Array.from(symbols, (symbol, k) => {
      const isAlone = this.count(symbol) === 1 || symbols[k - 1] === symbol || symbols[k + 1] === symbol;
      return isAlone ? -1 - symbol : symbol;
    });
  }

  /** One past the last symbol. */
  get end(): number {
    return this.first + this.#texts.length;
  }

  /** How often a symbol occurs. */
  count(symbol: number): number {
    return this.#counts.get(symbol) ?? 0;
  }

  textOf(symbol: number): string {
    return this.#texts[symbol - this.first] as string;
  }

  /** Tokens of a text, its line feed included. */
  tokensOf(symbol: number): number {
    const index = symbol - this.first;
    this.#tokens[index] ??= roughTokens(this.#texts[index] as string) + 1;
    return this.#tokens[index];
  }
}
