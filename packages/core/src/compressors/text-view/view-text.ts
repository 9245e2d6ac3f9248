import type { CompressContext } from "../compressor.js";
import { checkOmitted } from "../select/check-omitted.js";
import { chooseRows } from "../select/choose-rows.js";
import { columnFacts } from "../select/column-facts.js";
import { categoryRows, stateRows } from "../select/rules/category-rows.js";
import { changePoints } from "../select/rules/change-points.js";
import { askedExtremes, otherExtremes } from "../select/rules/extreme-rows.js";
import { outlierRows } from "../select/rules/outlier-rows.js";
import { relevantRowsOf } from "../select/rules/relevant-rows.js";
import { stateChanges } from "../select/rules/state-changes.js";
import type { SelectionRule } from "../select/selection-rule.js";
import { createView, type SelectionView } from "../select/selection-view.js";
import { resolveSmartCrusherOptions } from "../select/smart-crusher-options.js";
import type { TextCrusherOptions } from "../text-crusher/text-crusher-options.js";
import { describeTextView } from "./describe-text-view.js";
import { type ErrorWordMarks, markErrorWords } from "./error-words.js";
import { indexLines } from "./line-index.js";
import { findPhrases } from "./phrases.js";
import { askedRows, findAsked, nearAsked } from "./rules/asked-rows.js";
import { contextRows } from "./rules/context-rows.js";
import { firstFilledRows, lastFilledRows, pinnedRows, tailRows } from "./rules/edge-rows.js";
import { failureRows, summaryRows, troubleRows } from "./rules/failure-rows.js";
import { blockRows, headingRows, oddRows, shapeRows } from "./rules/shape-rows.js";
import { shortGaps } from "./rules/short-gaps.js";
import type { TextRows } from "./text-rows.js";
import { writeTextView } from "./write-text-view.js";

/** How often the room is corrected by the length of what came out, and by how much that may miss. */
const ATTEMPTS = 3;
const TOLERANCE = 1.15;

/** How much of a text there is room to show; errors may go beyond it. */
export interface ViewRoom {
  /** Counts where the options do not say how many rows to show. */
  readonly characters: number;
  /** Fills the room also with what says nothing new. */
  readonly showsAlike?: boolean;
}

/** Shows the part of a text that matters; `undefined` where nothing is left out. */
export type TextViewer = (room: ViewRoom) => string | undefined;

/** Looks at all of a text once; views of several lengths can be made of it. */
export function createTextViewer(rows: TextRows, input: TextCrusherOptions, context: CompressContext): TextViewer {
  const { text, length } = rows;
  const { maxItemsAfterCrush } = input;
  const options = { ...resolveSmartCrusherOptions(), ...input, maxItemsAfterCrush: maxItemsAfterCrush ?? length };
  const average = Math.max(1, text.length / length);
  const costOf = (row: number): number =>
    maxItemsAfterCrush === undefined ? (rows.endOf(row) - rows.startOf(row) + 1) / average : 1;
  const { query, scorer } = context;
  const base = createView(rows, options, { query, ...(scorer !== undefined && { scorer }) }, 1);
  const words = markErrorWords(rows);
  const phrases = findPhrases(rows);
  const lines = indexLines(text);
  const asked = findAsked(rows, base.anchors);
  const relevant = relevantRowsOf(base);
  const headline = headlineOf(lines.count, context, text);

  const show = (cap: number, room: number, rules: readonly SelectionRule[]): string | undefined => {
    const view: SelectionView = { ...base, cap };
    const errors = context.isError ? Number.POSITIVE_INFINITY : room;
    const { kept, reasons, isKept } = chooseRows(view, rules, { errors, exempt: cap, costOf });
    if (kept.length === length) return undefined;
    const selection = { total: length, kept, reasons, omitted: checkOmitted(view, isKept), ...columnFacts(view) };
    const shown = writeTextView(rows, kept, lines, phrases);
    if (shown === undefined) return undefined;
    return `${headline}\n${describeTextView(rows, selection, phrases, words)}\n${shown}`;
  };

  return ({ characters, showsAlike = false }) => {
    const rules = rulesFor(rows, { asked, words, relevant, costOf, showsAlike });
    const room = maxItemsAfterCrush ?? characters / average;
    let cap = room;
    let body: string | undefined;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      body = show(cap, room, rules);
      if (body === undefined || maxItemsAfterCrush !== undefined || body.length <= characters * TOLERANCE) break;
      cap *= Math.max(0.3, (0.95 * characters) / body.length);
    }
    return body;
  };
}

interface RuleNeed {
  readonly asked: readonly number[];
  readonly words: ErrorWordMarks;
  readonly relevant: SelectionRule;
  readonly showsAlike: boolean;
  costOf(row: number): number;
}

/** In order of importance. */
function rulesFor(rows: TextRows, { asked, words, relevant, costOf, showsAlike }: RuleNeed): readonly SelectionRule[] {
  return [
    pinnedRows(rows),
    firstFilledRows(rows),
    lastFilledRows(rows),
    failureRows,
    askedRows(asked),
    askedExtremes,
    contextRows(rows),
    summaryRows(rows),
    stateChanges,
    stateRows,
    oddRows(rows),
    troubleRows(rows, words),
    outlierRows,
    changePoints,
    nearAsked(rows, asked),
    relevant,
    tailRows(rows, costOf),
    otherExtremes,
    categoryRows,
    headingRows(rows),
    shapeRows(rows),
    blockRows(rows, showsAlike),
    shortGaps(rows),
  ];
}

function headlineOf(lines: number, { retrieveHint, handleOf }: CompressContext, text: string): string {
  const hint = retrieveHint.replaceAll("{handle}", handleOf(text));
  const whole = `Parts of ${lines} ${lines === 1 ? "line" : "lines"} of text, as they stand there.`;
  return hint === "" ? whole : `${whole} All of it: ${hint}`;
}
