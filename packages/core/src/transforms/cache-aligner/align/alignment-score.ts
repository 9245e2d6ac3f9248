import type { AlignerSettings } from "../aligner-options.js";
import { momentsIn } from "./split-dynamic.js";

/** What each thing costs that keeps a system prompt from being the same tomorrow. */
const COSTS = { moment: 10, carriageReturn: 5, doubleBlanks: 2, blankLines: 2 };

/**
 * How well system texts keep their cached prefix, 0 to 100: 100, less 10 for each date or time of the request, 5 for
 * carriage returns, 2 for double blanks and 2 for two blank lines in a row, in each text.
 */
export function alignmentScore(texts: readonly string[], settings: AlignerSettings): number {
  const cost = texts.reduce((sum, text) => sum + costOf(text, settings), 0);
  return Math.max(0, 100 - cost);
}

function costOf(text: string, settings: AlignerSettings): number {
  return (
    COSTS.moment * momentsIn(text, settings).length +
    (text.includes("\r") ? COSTS.carriageReturn : 0) +
    (text.includes("  ") ? COSTS.doubleBlanks : 0) +
    (text.includes("\n\n\n") ? COSTS.blankLines : 0)
  );
}
