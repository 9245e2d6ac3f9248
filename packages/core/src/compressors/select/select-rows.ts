import { checkOmitted } from "./check-omitted.js";
import { chooseRows } from "./choose-rows.js";
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
import { relevantRows, relevantRowsOf } from "./rules/relevant-rows.js";
import { stateChanges } from "./rules/state-changes.js";
import type { Selection } from "./selection.js";
import type { SelectionRule } from "./selection-rule.js";
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
  return createSelector(rows, options, need)(need.budgetItems);
}

/** {@link selectRows} for several numbers of rows that there is room for: the rows are looked at once. */
export function createSelector(
  rows: RowSource,
  options: SmartCrusherOptions,
  need: Omit<SelectionNeed, "budgetItems">,
): (budgetItems?: number) => Selection {
  const isSmall = need.tokens !== undefined && need.tokens <= options.minTokensToCrush;
  const mayOmit = options.enabled && !isSmall && rows.length >= options.minItemsToAnalyze;
  let known: { readonly view: SelectionView; readonly rules: readonly SelectionRule[] } | undefined;
  const look = (cap: number) => {
    const view = createView(rows, options, need, cap);
    const relevant = relevantRowsOf(view);
    return { view, rules: RULES.map((rule) => (rule === relevantRows ? relevant : rule)) };
  };
  return (budgetItems = options.maxItemsAfterCrush) => {
    const cap = Math.max(1, Math.min(options.maxItemsAfterCrush, budgetItems));
    if (!mayOmit || rows.length <= cap) return keepAll(rows.length);
    known ??= look(cap);
    const view = { ...known.view, cap };
    const { kept, reasons, isKept } = chooseRows(view, known.rules, {
      errors: ERROR_CAPS * options.maxItemsAfterCrush,
      exempt: Math.min(EXEMPT_CAPS * cap, Math.max(cap, Math.floor(rows.length * EXEMPT_SHARE))),
    });
    const omitted = checkOmitted(view, isKept);
    if (omitted.characters < LEAST_OMITTED_CHARACTERS) return keepAll(rows.length);
    return { total: rows.length, kept, reasons, omitted, ...columnFacts(view) };
  };
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
