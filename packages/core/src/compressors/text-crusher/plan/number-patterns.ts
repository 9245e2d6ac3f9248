import type { FormText, Pattern, PatternLine, Statement } from "../grammar/form-text.js";
import type { FoldedEntry, FoldedPlan, PlannedPattern } from "./line-plan.js";

/**
 * The plan as it is written: runs of one pattern together, patterns by the place where they are first needed, what recurs
 * written out where it comes first.
 */
export function numberPatterns(plan: FoldedPlan): FormText {
  const patterns = new PatternList(plan);
  forEachEntry(plan, (entry) => patterns.numberOf(entry.pattern));
  const statements = new StatementList(plan, patterns);
  return { patterns: patterns.listed, statements: statements.of(plan.entries) };
}

class PatternList {
  readonly listed: Pattern[] = [];
  readonly #numbers = new Map<number, number>();

  constructor(readonly plan: FoldedPlan) {}

  numberOf(pattern: number): number {
    const known = this.#numbers.get(pattern);
    if (known !== undefined) return known;
    const { lines } = this.plan.patterns[pattern] as PlannedPattern;
    const numbered = lines.map(
      (line): PatternLine => ("pattern" in line ? { ...line, pattern: this.numberOf(line.pattern) } : line),
    );
    this.#numbers.set(pattern, this.listed.length);
    this.listed.push(numbered);
    return this.listed.length - 1;
  }
}

type Used = Exclude<FoldedEntry, string | number>;

/** Visits the uses of patterns in the order in which they are written. */
function forEachEntry({ entries, blocks }: FoldedPlan, visit: (entry: Used) => void): void {
  const seen = new Set<number>();
  const walk = (list: readonly FoldedEntry[]): void => {
    for (const entry of list) {
      if (typeof entry === "object") visit(entry);
      else if (typeof entry === "number" && !seen.has(entry)) {
        seen.add(entry);
        walk(blocks[entry] as readonly FoldedEntry[]);
      }
    }
  };
  walk(entries);
}

class StatementList {
  readonly #numbers = new Map<number, number>();

  constructor(
    readonly plan: FoldedPlan,
    readonly patterns: PatternList,
  ) {}

  of(entries: readonly FoldedEntry[]): Statement[] {
    const statements: Statement[] = [];
    for (let k = 0; k < entries.length; ) {
      const entry = entries[k] as FoldedEntry;
      let end = k + 1;
      if (typeof entry === "string") statements.push(entry);
      else if (typeof entry === "number") {
        while (entries[end] === entry) end++;
        statements.push(this.#block(entry, end - k));
      } else {
        const rows = [entry.values];
        for (let next = entries[end]; isUseOf(next, entry.pattern); next = entries[++end]) rows.push(next.values);
        statements.push({ pattern: this.patterns.numberOf(entry.pattern), rows });
      }
      k = end;
    }
    return statements;
  }

  #block(index: number, times: number): Statement {
    const known = this.#numbers.get(index);
    if (known !== undefined) return { block: known, times };
    const block = this.patterns.listed.length + this.#numbers.size;
    this.#numbers.set(index, block);
    return { block, times, lines: this.of(this.plan.blocks[index] as readonly FoldedEntry[]) };
  }
}

function isUseOf(entry: FoldedEntry | undefined, pattern: number): entry is Used {
  return typeof entry === "object" && entry.pattern === pattern;
}
