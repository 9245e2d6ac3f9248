import { describeSelection } from "../select/describe-selection.js";
import type { Selection } from "../select/selection.js";
import { countErrorWords, type ErrorWordMarks } from "./error-words.js";
import { type Gap, gapsBetween } from "./gaps.js";
import type { Phrase } from "./phrases.js";
import type { TextRows } from "./text-rows.js";

/**
 * What a view of a text says before it shows anything: how much of how much is shown and why, what was checked about the
 * rest, what all of it holds.
 */
export function describeTextView(
  rows: TextRows,
  selection: Selection,
  phrases: readonly Phrase[],
  words: ErrorWordMarks,
): string {
  const facts = [
    ...(rows.facts?.() ?? []),
    ...phrases.map(({ text, count }) => `${count} contain ${JSON.stringify(text)}`),
  ];
  return describeSelection(selection, {
    unit: rows.unit,
    errors: errorsText(words, gapsBetween(rows, selection.kept)),
    facts,
  });
}

/** How many of the omitted rows contain each error word: letters that can be searched for. */
function errorsText(words: ErrorWordMarks, gaps: readonly Gap[]): string {
  const counts = countErrorWords(words, gaps);
  const found = counts.filter(({ count }) => count > 0).map(({ word, count }) => `${count} contain "${word}"`);
  const missing = counts.filter(({ count }) => count === 0).map(({ word }) => `"${word}"`);
  if (missing.length > 0) found.push(`none contains ${listed(missing)}`);
  return found.join("; ");
}

function listed(words: readonly string[]): string {
  return words.join(", ").replace(/, ([^,]*)$/, " or $1");
}
