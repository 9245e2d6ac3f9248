import type { RuleCount, RuleName } from "./selection.js";
import type { Found, SelectionRule } from "./selection-rule.js";
import type { SelectionView } from "./selection-view.js";

/** How much the claims of rules may take beyond the cap. In rows, or in what `costOf` gives. */
export interface Ceilings {
  readonly errors: number;
  /** All exempt rules together. */
  readonly exempt: number;
  /** What a row costs, where rows are of very different lengths; 1 on average. @default 1 for each */
  costOf?(row: number): number;
}

/** Which rows are shown, and why. */
export interface ChosenRows {
  /** Ascending. */
  readonly kept: readonly number[];
  readonly reasons: Readonly<Partial<Record<RuleName, RuleCount>>>;
  isKept(row: number): boolean;
}

/** Asks the rules in their order, and takes of what each finds as much as its claim allows. */
export function chooseRows(view: SelectionView, rules: readonly SelectionRule[], ceilings: Ceilings): ChosenRows {
  const { cap, rows } = view;
  const marks = new Uint8Array(rows.length);
  const isKept = (row: number): boolean => marks[row] === 1;
  const found = new Map<RuleName, Found>();
  let spent = 0;
  let exemptLeft = ceilings.exempt;
  for (const rule of rules) {
    const now = rule.find(view, isKept);
    found.set(rule.name, merge(found.get(rule.name), now));
    let left = {
      always: Number.POSITIVE_INFINITY,
      errors: ceilings.errors,
      exempt: exemptLeft,
      capped: cap - spent,
    }[rule.claim];
    for (const row of now.rows.slice(0, now.most)) {
      if (left <= 0) break;
      if (isKept(row)) continue;
      const cost = ceilings.costOf?.(row) ?? 1;
      marks[row] = 1;
      spent += cost;
      left -= cost;
    }
    if (rule.claim === "exempt") exemptLeft = left;
  }
  const kept: number[] = [];
  marks.forEach((mark, row) => {
    if (mark === 1) kept.push(row);
  });
  return { kept, reasons: countReasons(found, isKept), isKept };
}

function merge(before: Found | undefined, now: Found): Found {
  if (before === undefined) return now;
  const columns = [...new Set([...(before.columns ?? []), ...(now.columns ?? [])])];
  return { rows: [...new Set([...before.rows, ...now.rows])], columns };
}

function countReasons(
  found: ReadonlyMap<RuleName, Found>,
  isKept: (row: number) => boolean,
): Partial<Record<RuleName, RuleCount>> {
  const reasons: Partial<Record<RuleName, RuleCount>> = {};
  for (const [name, { rows, columns = [] }] of found) {
    if (rows.length === 0) continue;
    const kept = rows.filter(isKept).length;
    reasons[name] = { found: rows.length, kept, ...(columns.length > 0 && { columns }) };
  }
  return reasons;
}
