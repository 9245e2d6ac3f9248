import { checkOmitted } from "./check-omitted.js";
import { columnFacts } from "./column-facts.js";
import type { RowSource } from "./row-source.js";
import { anchorRows } from "./rules/anchor-rows.js";
import { categoryRows, stateRows } from "./rules/category-rows.js";
import { changePoints } from "./rules/change-points.js";
import { errorRows } from "./rules/error-rows.js";
import { askedExtremes, otherExtremes } from "./rules/extreme-rows.js";
import { fillRows } from "./rules/fill-rows.js";
import { firstRows, lastRows } from "./rules/first-and-last.js";
import { outlierRows } from "./rules/outlier-rows.js";
import { rareRows } from "./rules/rare-rows.js";
import { relevantRows } from "./rules/relevant-rows.js";
import { stateChanges } from "./rules/state-changes.js";
import type { RuleCount, RuleName, Selection } from "./selection.js";
import type { Found, SelectionRule } from "./selection-rule.js";
import { createView, type SelectionNeed, type SelectionView } from "./selection-view.js";
import type { SmartCrusherOptions } from "./smart-crusher-options.js";

export type { Selection } from "./selection.js";

/** In order of importance. */
const RULES: readonly SelectionRule[] = [
  firstRows,
  lastRows,
  errorRows,
  anchorRows,
  askedExtremes,
  stateChanges,
  stateRows,
  rareRows,
  outlierRows,
  changePoints,
  relevantRows,
  otherExtremes,
  categoryRows,
  fillRows,
];

/** Most error rows to show, as a multiple of `maxItemsAfterCrush`: the budget of one selection does not lower it. */
const ERROR_CAPS = 10;
/** Most rows that all exempt rules together may add, in caps; in short lists a quarter of the rows, but one cap at least. */
const EXEMPT_CAPS = 4;
const EXEMPT_SHARE = 0.25;
/** Leaving less out than this costs more to tell than it saves. */
const LEAST_OMITTED_CHARACTERS = 400;

/**
 * Chooses the rows that stand for all: first and last, every error, exact matches of the query, states and their changes,
 * what is rare or far out, change points, what is relevant to the query, and an even fill up to the cap. Deterministic;
 * linear or n log n in the rows; nothing is changed or added.
 *
 * What is said about the rows that are left out is checked on them after the choice.
 *
 * @example
 * const rows = rowsOfArray(tree, 0);
 * const selection = selectRows(rows, resolveSmartCrusherOptions(), { query: "Why did order 4821 fail?" });
 * selection.kept.map((row) => rows.sourceOf(row)); // verbatim slices of the text
 */
export function selectRows(rows: RowSource, options: SmartCrusherOptions, need: SelectionNeed): Selection {
  const cap = Math.max(1, Math.min(options.maxItemsAfterCrush, need.budgetItems ?? options.maxItemsAfterCrush));
  const isSmall = need.tokens !== undefined && need.tokens <= options.minTokensToCrush;
  if (!options.enabled || isSmall || rows.length < options.minItemsToAnalyze || rows.length <= cap)
    return keepAll(rows.length);
  const view = createView(rows, options, need, cap);
  const { isKept, kept, found } = applyRules(view);
  const omitted = checkOmitted(view, isKept);
  if (omitted.characters < LEAST_OMITTED_CHARACTERS) return keepAll(rows.length);
  return { total: rows.length, kept, reasons: countReasons(found, isKept), omitted, ...columnFacts(view) };
}

interface Chosen {
  readonly kept: readonly number[];
  readonly found: ReadonlyMap<RuleName, Found>;
  isKept(row: number): boolean;
}

function applyRules(view: SelectionView): Chosen {
  const { cap, rows } = view;
  const marks = new Uint8Array(rows.length);
  const isKept = (row: number): boolean => marks[row] === 1;
  const found = new Map<RuleName, Found>();
  const mostErrors = ERROR_CAPS * view.options.maxItemsAfterCrush;
  let count = 0;
  let exemptLeft = Math.min(EXEMPT_CAPS * cap, Math.max(cap, Math.floor(rows.length * EXEMPT_SHARE)));
  for (const rule of RULES) {
    const now = rule.find(view, isKept);
    found.set(rule.name, merge(found.get(rule.name), now));
    let left = { always: rows.length, errors: mostErrors, exempt: exemptLeft, capped: cap - count }[rule.claim];
    for (const row of now.rows.slice(0, now.most)) {
      if (left <= 0) break;
      if (isKept(row)) continue;
      marks[row] = 1;
      count++;
      left--;
    }
    if (rule.claim === "exempt") exemptLeft = left;
  }
  const kept: number[] = [];
  marks.forEach((mark, row) => {
    if (mark === 1) kept.push(row);
  });
  return { kept, found, isKept };
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

function keepAll(total: number): Selection {
  return {
    total,
    kept: Array.from({ length: total }, (_, row) => row),
    reasons: {},
    omitted: { count: 0, characters: 0, errors: 0, mentions: 0, alike: true, only: [], ranges: [] },
    facts: [],
    constants: [],
  };
}
