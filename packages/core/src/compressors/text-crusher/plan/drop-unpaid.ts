import type { PatternLine, Template } from "../grammar/form-text.js";
import { fillTemplate } from "../grammar/templates.js";
import { roughTokens } from "../mine/rough-tokens.js";
import type { Entry, LinePlan, PlannedPattern } from "./line-plan.js";

/** Tokens of a pattern's number before a line and above a run of lines, and of what stands around its wording. */
const SINGLE_TOKENS = 3.5;
const RUN_TOKENS = 5;
const SAID_TOKENS = 6;

/** Writes lines as they stand whose pattern no longer pays, after others of its lines went to other patterns. */
export function dropUnpaid({ patterns, entries }: LinePlan): LinePlan {
  const uses = usesOf(entries);
  const isBase = new Set<number>();
  const dropped = new Map<number, Template>();
  // Special patterns come behind those by means of which they are said.
  for (let pattern = patterns.length - 1; pattern >= 0; pattern--) {
    const { lines, places } = patterns[pattern] as PlannedPattern;
    const use = uses.get(pattern);
    if (use === undefined || lines.length > 1) continue;
    const [line] = lines as [PatternLine];
    const whole = wholeLine(line, patterns);
    const saved = use.lines * (wordingTokens(whole) - places / 2) - use.numbers;
    if (!isBase.has(pattern) && saved < saidTokens(line) + SAID_TOKENS) dropped.set(pattern, whole);
    else if ("pattern" in line) isBase.add(line.pattern);
  }
  if (dropped.size === 0) return { patterns, entries };
  const kept = entries.map((entry): Entry => {
    const whole = typeof entry === "string" ? undefined : dropped.get(entry.pattern);
    if (whole === undefined || typeof entry === "string") return entry;
    return fillTemplate(
      whole,
      entry.values.map((value) => [value]),
    ).join("");
  });
  return { patterns, entries: kept };
}

interface PatternUses {
  lines: number;
  /** Tokens of the numbers that stand before or above the lines. */
  numbers: number;
}

function usesOf(entries: readonly Entry[]): ReadonlyMap<number, PatternUses> {
  const uses = new Map<number, PatternUses>();
  for (let at = 0; at < entries.length; ) {
    const entry = entries[at] as Entry;
    const from = at++;
    if (typeof entry === "string") continue;
    for (let next = entries[at]; typeof next === "object" && next.pattern === entry.pattern; next = entries[at]) at++;
    const known = uses.get(entry.pattern) ?? { lines: 0, numbers: 0 };
    known.lines += at - from;
    known.numbers += at - from === 1 ? SINGLE_TOKENS : RUN_TOKENS;
    uses.set(entry.pattern, known);
  }
  return uses;
}

function wholeLine(line: PatternLine, patterns: readonly PlannedPattern[]): Template {
  if (!("pattern" in line)) return line;
  const [base] = (patterns[line.pattern] as PlannedPattern).lines as [PatternLine];
  return fillTemplate(wholeLine(base, patterns), line.values);
}

function saidTokens(line: PatternLine): number {
  if (!("pattern" in line)) return wordingTokens(line);
  return line.values.reduce((sum, value) => sum + wordingTokens(value) + 0.5, 2);
}

function wordingTokens(template: Template): number {
  return template.reduce<number>((sum, part) => sum + (typeof part === "string" ? roughTokens(part) : 0), 0);
}
