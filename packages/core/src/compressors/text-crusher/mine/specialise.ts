import type { Template } from "../grammar/form-text.js";
import { KeyCounter } from "./key-counter.js";
import { RUN_TOKENS, SINGLE_TOKENS } from "./line-places.js";
import { roughTokens } from "./rough-tokens.js";
import { isWordCharacter } from "./shape-group.js";

/** Lines of one pattern: where they stand, and the values of each. */
export interface Rows {
  /** Places in the stream of lines, ascending. Neighbours share the pattern's number. */
  readonly places: readonly number[];
  readonly values: readonly (readonly string[])[];
}

/** A pattern for some of the rows of another one: it says what their values have in common. */
export interface Special {
  /** What is said for each value of the other pattern: wording before, between and behind the places. */
  readonly given: readonly Template[];
  /** Which rows, in order, and what is left of their values. */
  readonly members: readonly number[];
  readonly rows: Rows;
}

const LEAST_ROWS = 3;
/** Tokens that a special pattern must save. */
const LEAST_GAIN = 12;
const MOST_SPECIALS = 80;
/** Beginnings of one value that are looked at, and characters of each. */
const MOST_BEGINNINGS = 24;
const MOST_CHARACTERS = 240;

/** Rows in which a value begins alike. */
interface Candidate {
  readonly rows: readonly number[];
  /** Tokens of the beginning. */
  readonly tokens: number;
  gain: number;
}

/**
 * Finds sets of rows in which a value begins alike, or is the same, and that pay as patterns of their own. `hasNumbers` says
 * whether the rows have a pattern already, whose number stands before them.
 */
export function specialise({ places, values }: Rows, hasNumbers = true): readonly Special[] {
  if (places.length < LEAST_ROWS || (values[0] as readonly string[]).length === 0) return [];
  const alive = new Uint8Array(places.length).fill(1);
  const runs = new Runs(places, hasNumbers);
  const queue = candidatesOf(values)
    .map((candidate) => ({ ...candidate, gain: gainOf(candidate, candidate.rows, runs) }))
    .filter(({ gain }) => gain >= LEAST_GAIN)
    .sort((a, b) => b.gain - a.gain);
  const specials: Special[] = [];
  for (let at = 0; at < queue.length && specials.length < MOST_SPECIALS; at++) {
    const candidate = queue[at] as Candidate;
    const members = candidate.rows.filter((row) => alive[row] === 1);
    const gain = gainOf(candidate, members, runs);
    if (members.length < LEAST_ROWS || gain < LEAST_GAIN) continue;
    const next = queue[at + 1];
    if (next !== undefined && gain < next.gain && gain < candidate.gain) {
      // What others took made it worth less: it waits for its turn.
      candidate.gain = gain;
      queue.splice(at, 1);
      queue.splice(insertion(queue, at, gain), 0, candidate);
      at--;
      continue;
    }
    for (const row of members) alive[row] = 0;
    runs.update(alive);
    specials.push(specialOf(members, places, values));
  }
  return specials;
}

function insertion(queue: readonly Candidate[], from: number, gain: number): number {
  let low = from;
  let high = queue.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((queue[middle] as Candidate).gain >= gain) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The runs of neighbouring rows, those aside that have a pattern of their own. */
class Runs {
  readonly #start: Int32Array;
  readonly #end: Int32Array;

  constructor(
    readonly places: readonly number[],
    readonly hasNumbers: boolean,
  ) {
    this.#start = new Int32Array(places.length);
    this.#end = new Int32Array(places.length);
    this.update(new Uint8Array(places.length).fill(1));
  }

  update(alive: Uint8Array): void {
    const { places } = this;
    const joined = (row: number): boolean =>
      alive[row - 1] === 1 && alive[row] === 1 && places[row] === (places[row - 1] as number) + 1;
    for (let row = 0; row < places.length; row++) {
      this.#start[row] = row > 0 && joined(row) ? (this.#start[row - 1] as number) : row;
    }
    for (let row = places.length - 1; row >= 0; row--) {
      this.#end[row] = row + 1 < places.length && joined(row + 1) ? (this.#end[row + 1] as number) : row;
    }
  }

  /** Tokens of numbers that are added when `members` become a pattern of their own. */
  addedBy(members: readonly number[]): number {
    let added = 0;
    for (let k = 0; k < members.length; ) {
      const start = this.#start[members[k] as number] as number;
      const end = this.#end[members[k] as number] as number;
      let at = start;
      while (k < members.length && (members[k] as number) <= end) {
        const from = members[k] as number;
        added += this.#others(from - at);
        at = from;
        while (at <= end && members[k] === at) {
          at++;
          k++;
        }
        added += numberTokens(at - from);
      }
      added += this.#others(end + 1 - at) - this.#others(end + 1 - start);
    }
    return added;
  }

  #others(rows: number): number {
    return this.hasNumbers ? numberTokens(rows) : 0;
  }
}

function numberTokens(rows: number): number {
  if (rows === 0) return 0;
  return rows === 1 ? SINGLE_TOKENS : RUN_TOKENS;
}

function gainOf({ tokens }: Candidate, members: readonly number[], runs: Runs): number {
  return (members.length - 1) * tokens - SINGLE_TOKENS - 2 - runs.addedBy(members);
}

/** Beginnings that several values of one place share, also all of a value. */
function candidatesOf(values: readonly (readonly string[])[]): readonly Candidate[] {
  const candidates: Candidate[] = [];
  const slots = (values[0] as readonly string[]).length;
  for (let slot = 0; slot < slots; slot++) {
    const counter = new KeyCounter(4 * values.length, LEAST_ROWS);
    const textOf = (row: number): string => (values[row] as readonly string[])[slot] as string;
    for (let row = 0; row < values.length; row++) {
      forEachBeginning(textOf(row), (key) => counter.add(key));
    }
    const found = new Map<number, { rows: number[]; length: number }>();
    for (let row = 0; row < values.length; row++) {
      forEachBeginning(textOf(row), (key, length) => {
        if (!counter.isFrequent(key)) return;
        const known = found.get(key);
        if (known === undefined) found.set(key, { rows: [row], length });
        else known.rows.push(row);
      });
    }
    for (const { rows, length } of found.values()) {
      if (rows.length < LEAST_ROWS) continue;
      const text = textOf(rows[0] as number);
      candidates.push({ rows, tokens: roughTokens(text, 0, length) + (length === text.length ? 0.5 : 0), gain: 0 });
    }
  }
  return candidates;
}

/** Visits the beginnings of a value that end where a word begins, and all of it, with a key for each. */
function forEachBeginning(value: string, visit: (key: number, length: number) => void): void {
  let high = 7;
  let low = 11;
  let count = 0;
  const end = Math.min(value.length, MOST_CHARACTERS);
  for (let at = 0; at < end && count < MOST_BEGINNINGS; at++) {
    const code = value.charCodeAt(at);
    if (at > 0 && isWordCharacter(code) && !isWordCharacter(value.charCodeAt(at - 1))) {
      visit((high >>> 12) * 2 ** 32 + (low >>> 0), at);
      count++;
    }
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x85ebca6b) ^ (low >>> 15);
  }
  if (value.length <= MOST_CHARACTERS) visit((~high >>> 12) * 2 ** 32 + (low >>> 0), value.length);
}

function specialOf(
  members: readonly number[],
  places: readonly number[],
  values: readonly (readonly string[])[],
): Special {
  const slots = (values[0] as readonly string[]).length;
  const given: Template[] = [];
  let place = 0;
  const rest: string[][] = members.map(() => []);
  for (let slot = 0; slot < slots; slot++) {
    const texts = members.map((row) => (values[row] as readonly string[])[slot] as string);
    const first = texts[0] as string;
    const { head, tail, isSame } = commonEnds(texts);
    if (isSame) {
      given.push([first]);
      continue;
    }
    given.push([first.slice(0, head), place++, first.slice(first.length - tail)].filter((part) => part !== ""));
    for (const [k, text] of texts.entries()) (rest[k] as string[]).push(text.slice(head, text.length - tail));
  }
  return { given, members, rows: { places: members.map((row) => places[row] as number), values: rest } };
}

function commonEnds(texts: readonly string[]): { head: number; tail: number; isSame: boolean } {
  const first = texts[0] as string;
  let head = first.length;
  let tail = first.length;
  let shortest = first.length;
  let isSame = true;
  for (const text of texts) {
    if (text === first) continue;
    isSame = false;
    shortest = Math.min(shortest, text.length);
    let k = 0;
    while (k < head && k < text.length && text.charCodeAt(k) === first.charCodeAt(k)) k++;
    head = k;
    k = 0;
    while (
      k < tail &&
      k < text.length &&
      text.charCodeAt(text.length - 1 - k) === first.charCodeAt(first.length - 1 - k)
    )
      k++;
    tail = k;
  }
  if (isSame) return { head, tail: 0, isSame };
  while (head > 0 && isWordCharacter(first.charCodeAt(head - 1))) head--;
  tail = Math.min(tail, shortest - head);
  while (tail > 0 && isWordCharacter(first.charCodeAt(first.length - tail))) tail--;
  return { head, tail, isSame };
}
