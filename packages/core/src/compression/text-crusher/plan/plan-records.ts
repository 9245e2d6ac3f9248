import type { PatternLine, Template } from "../grammar/form-text.js";
import { findRepeats } from "../mine/find-repeats.js";
import { roughTokens } from "../mine/rough-tokens.js";
import { type Entry, fillTemplate, type LinePlan, type PlannedPattern } from "./line-plan.js";
import { tokensOf } from "./plan-wordings.js";

const NUMBER_TOKENS = 3;
const LEAST_GAIN = 12;

/** Joins lines whose patterns follow each other again and again into patterns of several lines. */
export function planRecords({ patterns, entries }: LinePlan): LinePlan {
  const wordings = patterns.map((pattern) => wordingOf(pattern, patterns));
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  const counts: number[] = [];
  const firstText = patterns.length;
  const raw = entries.map((entry) => {
    if (typeof entry !== "string") return entry.pattern;
    let number = numbers.get(entry);
    if (number === undefined) {
      number = firstText + texts.length;
      numbers.set(entry, number);
      texts.push(entry);
      counts.push(0);
    }
    counts[number - firstText] = (counts[number - firstText] as number) + 1;
    return number;
  });
  const firstRecord = firstText + texts.length;
  const isAlone = (k: number): boolean => {
    const symbol = raw[k] as number;
    if (symbol >= firstText && counts[symbol - firstText] === 1) return true;
    return raw[k - 1] === symbol || raw[k + 1] === symbol;
  };
  const symbols = Int32Array.from(raw, (symbol, k) => (isAlone(k) ? -1 - symbol : symbol));
  const textTokens = texts.map((text) => roughTokens(text) + 1);
  const repeats = findRepeats(symbols, firstRecord, {
    cost: (symbol) => (symbol < firstText ? NUMBER_TOKENS : (textTokens[symbol - firstText] as number)),
    inside: (symbol) =>
      symbol < firstText
        ? (wordings[symbol] as readonly Template[]).reduce((sum, line) => sum + tokensOf(line) + 2, 0)
        : (textTokens[symbol - firstText] as number) + 1,
    use: NUMBER_TOKENS,
    definition: 4,
    leastGain: LEAST_GAIN,
    flat: true,
  });
  const all: PlannedPattern[] = [...patterns];
  const sizes = repeats.blocks.map((block) => block.length);
  for (const block of repeats.blocks) {
    const lines = block.flatMap((symbol): readonly Template[] =>
      symbol < firstText ? (wordings[symbol] as readonly Template[]) : [[texts[symbol - firstText] as string]],
    );
    all.push({ lines, places: lines.reduce((sum, line) => sum + line.length - 1, 0) });
  }
  let at = 0;
  const joined = repeats.sequence.map((symbol): Entry => {
    if (symbol < firstRecord) return entries[at++] as Entry;
    const values: string[] = [];
    for (let left = sizes[symbol - firstRecord] as number; left > 0; left--) {
      const entry = entries[at++] as Entry;
      if (typeof entry !== "string") values.push(...entry.values);
    }
    return { pattern: symbol - firstRecord + patterns.length, values };
  });
  return { patterns: all, entries: joined };
}

/** All lines of a pattern, written out. */
function wordingOf({ lines }: PlannedPattern, patterns: readonly PlannedPattern[]): readonly Template[] {
  return lines.flatMap((line: PatternLine) => {
    if (!("pattern" in line)) return [line];
    const [only] = wordingOf(patterns[line.pattern] as PlannedPattern, patterns);
    return [fillTemplate(only as Template, line.values)];
  });
}
