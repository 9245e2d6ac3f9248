import { findRepeats } from "../mine/find-repeats.js";
import { roughTokens } from "../mine/rough-tokens.js";
import type { Entry, FoldedEntry, FoldedPlan, LinePlan } from "./line-plan.js";

const NUMBER_TOKENS = 3;
const LEAST_GAIN = 16;

/** Finds runs of entries that recur as they are. */
export function planRepeats({ patterns, entries }: LinePlan): FoldedPlan {
  const numbers = new Map<string, number>();
  const kinds: Entry[] = [];
  const counts: number[] = [];
  const raw = entries.map((entry) => {
    const key = typeof entry === "string" ? entry : `${entry.pattern}\n${entry.values.join("\n")}`;
    let number = numbers.get(key);
    if (number === undefined) {
      number = kinds.length;
      numbers.set(key, number);
      kinds.push(entry);
      counts.push(0);
    }
    counts[number] = (counts[number] as number) + 1;
    return number;
  });
  const isAlone = (k: number): boolean => {
    const symbol = raw[k] as number;
    return counts[symbol] === 1 || raw[k - 1] === symbol || raw[k + 1] === symbol;
  };
  const symbols = Int32Array.from(raw, (symbol, k) => (isAlone(k) ? -1 - symbol : symbol));
  const tokens = kinds.map((entry) => entryTokens(entry));
  const repeats = findRepeats(symbols, kinds.length, {
    cost: (symbol) => tokens[symbol] as number,
    inside: (symbol) => (tokens[symbol] as number) + 1,
    use: NUMBER_TOKENS,
    definition: 4,
    leastGain: LEAST_GAIN,
  });
  const entryOf = (symbol: number): FoldedEntry =>
    symbol >= kinds.length ? symbol - kinds.length : (kinds[symbol < 0 ? -1 - symbol : symbol] as Entry);
  return {
    patterns,
    entries: repeats.sequence.map(entryOf),
    blocks: repeats.blocks.map((block) => block.map(entryOf)),
  };
}

function entryTokens(entry: Entry): number {
  if (typeof entry === "string") return roughTokens(entry) + 1;
  return entry.values.reduce((sum, value) => sum + roughTokens(value) + 0.5, NUMBER_TOKENS);
}
