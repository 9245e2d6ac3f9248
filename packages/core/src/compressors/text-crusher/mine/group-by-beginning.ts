import { LINE_TOKENS, PATTERN_TOKENS } from "./group-lines.js";
import { KeyCounter } from "./key-counter.js";
import { PartsKey, type PartTable } from "./part-table.js";
import { roughTokens } from "./rough-tokens.js";

/** Lines that begin alike: their first parts, values aside. What follows is different in each. */
export interface BeginningGroup {
  readonly lines: readonly number[];
  readonly parts: number;
}

const BLANK = 32;
const TAB = 9;
const LEAST_LINES = 3;
const MOST_PARTS = 48;
/** Beginnings that are looked at. */
const MOST_KEYS = 1_500_000;

interface Beginning {
  readonly parts: number;
  readonly lines: number[];
  /** Tokens of its wording. */
  readonly wording: number;
}

/** Groups lines by the longest beginnings that pay. Each line is in one group at most. */
export function groupByBeginning(
  table: PartTable,
  lines: readonly number[],
  weights: readonly number[],
): readonly BeginningGroup[] {
  const gainOf = ({ wording }: Beginning, members: readonly number[]): number => {
    const weight = members.reduce((sum, line) => sum + (weights[line] as number), 0);
    return weight * (wording - LINE_TOKENS) - wording - PATTERN_TOKENS;
  };
  const beginnings = beginningsOf(table, lines)
    .map((beginning) => ({ beginning, gain: gainOf(beginning, beginning.lines) }))
    .filter(({ gain }) => gain > 0)
    .sort((a, b) => b.gain - a.gain || b.beginning.parts - a.beginning.parts);
  const taken = new Set<number>();
  const groups: BeginningGroup[] = [];
  for (const { beginning } of beginnings) {
    const open = beginning.lines.filter((line) => !taken.has(line));
    if (open.length < LEAST_LINES || gainOf(beginning, open) <= 0) continue;
    for (const line of open) taken.add(line);
    groups.push({ lines: open, parts: beginning.parts });
  }
  return groups;
}

function beginningsOf(table: PartTable, lines: readonly number[]): readonly Beginning[] {
  const keys: number[] = [];
  const lengths: number[] = [];
  const ends: number[] = [];
  for (const line of lines) {
    if (keys.length > MOST_KEYS) break;
    const key = new PartsKey();
    const most = Math.min(MOST_PARTS, table.count(line) - 1);
    for (let k = 0; k < most; k++) {
      key.add(table.hash(line, k), k);
      if (!endsBeginning(table, line, k)) continue;
      keys.push(key.value);
      lengths.push(k + 1);
    }
    ends.push(keys.length);
  }
  const counter = new KeyCounter(keys.length, LEAST_LINES);
  for (const key of keys) counter.add(key);
  const found = new Map<number, Beginning>();
  let at = 0;
  for (let index = 0; index < ends.length; index++) {
    const line = lines[index] as number;
    for (; at < (ends[index] as number); at++) {
      const key = keys[at] as number;
      const parts = lengths[at] as number;
      if (!counter.isFrequent(key)) continue;
      const known = found.get(key);
      if (known === undefined) found.set(key, { parts, lines: [line], wording: wordingTokens(table, line, parts) });
      else if (known.parts === parts) known.lines.push(line);
    }
  }
  return [...found.values()].filter((beginning) => beginning.lines.length >= LEAST_LINES);
}

/** A beginning ends behind a word, with a blank, so that what follows reads as words again. */
function endsBeginning(table: PartTable, line: number, k: number): boolean {
  if (k < 2 || k % 2 === 1) return false;
  const last = (table.lines[line] as string).charCodeAt(table.end(line, k) - 1);
  return last === BLANK || last === TAB;
}

function wordingTokens(table: PartTable, line: number, parts: number): number {
  const text = table.lines[line] as string;
  let tokens = roughTokens(text, 0, table.end(line, parts - 1));
  for (let k = 1; k < parts; k += 2) {
    if (table.hash(line, k) === 0) tokens -= roughTokens(text, table.start(line, k), table.end(line, k));
  }
  return Math.max(0, tokens);
}
