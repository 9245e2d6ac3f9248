import { KeyCounter } from "./key-counter.js";
import { ANY_VALUE, PartsKey, type PartTable } from "./part-table.js";
import { roughTokens } from "./rough-tokens.js";

/** Lines of equally many parts that are told apart by their values alone. */
export interface LineGroup {
  readonly lines: readonly number[];
}

/** Tokens that a pattern costs beside its wording, and a line beside its values. */
export const PATTERN_TOKENS = 8;
export const LINE_TOKENS = 2.5;

/** Tokens that it costs to say a value once for many lines, as a special pattern. */
const SPECIAL_TOKENS = 16;

/** How often lines that differ in one more word are looked for. */
const ROUNDS = 4;
/** Exchanged words that are looked at per round. */
const MOST_KEYS = 1_500_000;

/** A set of lines with one key, on the way to a group. */
interface LineClass {
  lines: number[];
  /** How often its lines occur. */
  readonly weight: number;
  readonly key: number;
  /** Parts that are values though they do not look like it. */
  readonly values: readonly number[];
  /** Tokens of the wording of its first line. */
  readonly wording: number;
}

/**
 * Groups lines whose wording is the same, and then those that differ in one word, two, three, where a pattern with one more
 * value is shorter than a pattern for each. Lines without parts belong to no group.
 */
export function groupLines(table: PartTable, weights: readonly number[]): readonly LineGroup[] {
  let classes = classesByKey(table, weights);
  for (let round = 0; round < ROUNDS; round++) {
    const merged = mergeClasses(table, classes);
    if (merged.length === classes.length) break;
    classes = merged;
  }
  return classes.filter(({ lines }) => lines.length > 0);
}

function classesByKey(table: PartTable, weights: readonly number[]): readonly LineClass[] {
  const found = new Map<number, { lines: number[]; weight: number; parts: number }>();
  const keys: number[] = [];
  for (let line = 0; line < table.lines.length; line++) {
    const parts = table.count(line);
    if (parts === 0 || weights[line] === 0) continue;
    const key = lineKey(table, line, []).value;
    const known = found.get(key);
    if (known === undefined) {
      found.set(key, { lines: [line], weight: weights[line] as number, parts });
      keys.push(key);
    } else if (known.parts === parts) {
      known.lines.push(line);
      known.weight += weights[line] as number;
    }
  }
  return keys.map((key) => {
    const { lines, weight } = found.get(key) as { lines: number[]; weight: number };
    return { lines, weight, key, values: [], wording: wordingTokens(table, lines[0] as number) };
  });
}

function lineKey(table: PartTable, line: number, values: readonly number[]): PartsKey {
  const key = new PartsKey();
  const parts = table.count(line);
  for (let k = 0; k < parts; k++) key.add(values.includes(k) ? ANY_VALUE : table.hash(line, k), k);
  return key;
}

function wordingTokens(table: PartTable, line: number): number {
  const text = table.lines[line] as string;
  let tokens = roughTokens(text);
  const parts = table.count(line);
  for (let k = 1; k < parts; k += 2) {
    if (table.hash(line, k) === ANY_VALUE) tokens -= roughTokens(text, table.start(line, k), table.end(line, k));
  }
  return Math.max(0, tokens);
}

/** One class in the light of one of its words being a value. */
interface Exchange {
  readonly index: number;
  /** Tokens of the word; 0 where it is a value already. */
  readonly tokens: number;
  readonly part: number;
}

function mergeClasses(table: PartTable, classes: readonly LineClass[]): readonly LineClass[] {
  const merges = [...exchangesByKey(table, classes)]
    .map(([key, exchanges]) => ({ key, exchanges, gain: gainOf(classes, exchanges) }))
    .filter(({ gain }) => gain > 0)
    .sort((a, b) => b.gain - a.gain);
  if (merges.length === 0) return classes;
  const taken = new Uint8Array(classes.length);
  const merged: (LineClass | undefined)[] = [...classes];
  for (const { key, exchanges } of merges) {
    const open = exchanges.filter(({ index }) => taken[index] === 0);
    if (open.length < 2 || gainOf(classes, open) <= 0) continue;
    const [first] = open as [Exchange];
    const members = open.map(({ index }) => classes[index] as LineClass);
    for (const { index } of open) {
      taken[index] = 1;
      merged[index] = undefined;
    }
    const own = classes[first.index] as LineClass;
    merged[first.index] = {
      lines: members.flatMap(({ lines }) => lines),
      weight: members.reduce((sum, { weight }) => sum + weight, 0),
      key,
      values: first.part < 0 ? own.values : [...own.values, first.part],
      wording: own.wording - first.tokens,
    };
  }
  return merged.filter((each) => each !== undefined);
}

/** The classes by what they become when one word of each is taken for a value, where several become the same. */
function exchangesByKey(table: PartTable, classes: readonly LineClass[]): ReadonlyMap<number, readonly Exchange[]> {
  const keys: number[] = [];
  const parts: number[] = [];
  const ends: number[] = [];
  for (const { lines, key, values } of classes) {
    if (keys.length > MOST_KEYS) break;
    const line = lines[0] as number;
    keys.push(key);
    parts.push(-1);
    const whole = lineKey(table, line, values);
    const count = table.count(line);
    for (let k = 1; k < count; k += 2) {
      const hash = table.hash(line, k);
      if (hash === ANY_VALUE || values.includes(k)) continue;
      keys.push(whole.without(hash, k));
      parts.push(k);
    }
    ends.push(keys.length);
  }
  const counter = new KeyCounter(keys.length, 2);
  for (const key of keys) counter.add(key);
  const found = new Map<number, Exchange[]>();
  let at = 0;
  for (let index = 0; index < ends.length; index++) {
    for (; at < (ends[index] as number); at++) {
      const key = keys[at] as number;
      if (!counter.isFrequent(key)) continue;
      const exchange = exchangeOf(table, classes, index, parts[at] as number);
      const exchanges = found.get(key);
      if (exchanges === undefined) found.set(key, [exchange]);
      else if (sameCount(table, classes, exchanges[0] as Exchange, index)) exchanges.push(exchange);
    }
  }
  for (const [key, exchanges] of found) if (exchanges.length < 2) found.delete(key);
  return found;
}

function exchangeOf(table: PartTable, classes: readonly LineClass[], index: number, part: number): Exchange {
  if (part < 0) return { index, part, tokens: 0 };
  const line = (classes[index] as LineClass).lines[0] as number;
  const tokens = roughTokens(table.lines[line] as string, table.start(line, part), table.end(line, part));
  return { index, part, tokens };
}

function sameCount(table: PartTable, classes: readonly LineClass[], { index }: Exchange, other: number): boolean {
  const countOf = (k: number): number => table.count((classes[k] as LineClass).lines[0] as number);
  return countOf(index) === countOf(other);
}

/** Tokens that are saved when classes share a pattern in which the word of each is a value. */
function gainOf(classes: readonly LineClass[], exchanges: readonly Exchange[]): number {
  let apart = 0;
  let together = Number.POSITIVE_INFINITY;
  let values = 0;
  for (const { index, tokens } of exchanges) {
    const { weight, wording } = classes[index] as LineClass;
    apart += Math.min(weight * wording, wording + PATTERN_TOKENS + weight * LINE_TOKENS);
    together = Math.min(together, wording - tokens);
    values += weight * LINE_TOKENS + Math.min(weight * (tokens + 0.5), tokens + SPECIAL_TOKENS);
  }
  return apart - (together + PATTERN_TOKENS + values);
}
