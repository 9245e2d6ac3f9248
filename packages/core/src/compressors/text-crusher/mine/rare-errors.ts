import { ERROR_CANDIDATE, textEvidence } from "../../select/error-words.js";
import { ErrorEvidence } from "../../select/row-source.js";

/** Up to this share of the lines, those that report an error are rare. */
const RARE_SHARE = 0.05;
const LEAST = 3;
/** Characters of a line that are looked at. */
const MOST_CHARACTERS = 2000;

/**
 * The lines that report an error, where they are few among others: they are worth more as they stand than what taking them
 * apart would save.
 */
export function rareErrors(lines: readonly string[]): ReadonlySet<number> {
  const errors = new Set<number>();
  const most = Math.max(LEAST, lines.length * RARE_SHARE);
  for (const [index, line] of lines.entries()) {
    const text = line.slice(0, MOST_CHARACTERS);
    if (text.search(ERROR_CANDIDATE) < 0 || textEvidence(text) === ErrorEvidence.none) continue;
    errors.add(index);
    if (errors.size > most) return new Set();
  }
  return errors;
}
