import type { Tokenizer } from "../tokenizer/tokenizer.js";
import { type Pieces, type RetrieveFilter, retrievePart, retrievePieces } from "./retrieve-part.js";

/**
 * An original or a part of it that is no longer than `maxTokens`, cut behind a line or row. What is cut off is declared
 * exactly, with what to fetch for it; so is nothing. A piece that alone is longer is given whole: nothing could fetch parts of it.
 *
 * @throws HeadroomError `invalid-option` when a range or the expression cannot be read.
 * @example
 * boundedPart("a\nb\nc\nd\ne", {}, 3, createEstimator()); // "a\nb\nc\n[headroom: lines 1-3 of 5; fetch lines 4-5 for the rest]"
 */
export function boundedPart(original: string, filter: RetrieveFilter, maxTokens: number, tokenizer: Tokenizer): string {
  const whole = retrievePart(original, filter);
  if (whole === "") return nothingOf(retrievePieces(original, filter));
  // No vocabulary has tokens of less than a character on average.
  if (whole.length <= maxTokens || tokenizer.count(whole) <= maxTokens) return whole;
  const pieces = retrievePieces(original, filter);
  const kept = fitting(pieces.texts, maxTokens, tokenizer);
  if (kept === pieces.texts.length) return whole;
  return `${pieces.texts.slice(0, kept).join("\n")}\n[headroom: ${restOf(pieces, kept)}]`;
}

function nothingOf({ unit, of }: Pieces): string {
  return unit === "matches" ? "[headroom: nothing matches]" : `[headroom: empty; there are ${of} ${unit}]`;
}

function fitting(texts: readonly string[], maxTokens: number, tokenizer: Tokenizer): number {
  let tokens = 0;
  for (const [index, text] of texts.entries()) {
    tokens += tokenizer.count(text) + 1;
    if (tokens > maxTokens && index > 0) return index;
  }
  return texts.length;
}

function restOf({ unit, texts, first, of }: Pieces, kept: number): string {
  if (unit === "matches") return `${kept} of ${texts.length} matches; fetch with a narrower grep for the others`;
  const next = first + kept;
  const last = first + texts.length - 1;
  return `${unit} ${first}-${next - 1} of ${of}; fetch ${unit} ${next}-${last} for the rest`;
}
