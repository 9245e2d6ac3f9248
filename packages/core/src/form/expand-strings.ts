import { decodeString } from "../json/json-node.js";
import { stringEnd } from "../json/scan-token.js";
import { type Splice, spliceText } from "../json/splice.js";
import { HEADER_START } from "./form-header.js";

/**
 * Applies `expand` to the JSON strings of a text that may hold a form, wherever they stand: in a document that is the whole
 * text, or in one between other lines. The same string comes back when nothing changed. Linear in the text.
 */
export function expandStrings(text: string, expand: (inner: string) => string): string {
  const splices: Splice[] = [];
  let from = 0;
  for (let mark = text.indexOf(HEADER_START); mark >= 0; mark = text.indexOf(HEADER_START, Math.max(from, mark + 1))) {
    const start = openingQuote(text, mark, from);
    const end = start < 0 ? mark : stringEnd(text, start);
    if (end <= mark) {
      // No string here: an unclosed one is not read again for every mark within it.
      from = end < 0 ? -1 - end : mark;
      continue;
    }
    const inner = decodeString(text, start, end);
    const expanded = expand(inner);
    if (expanded !== inner) splices.push({ start, end, text: JSON.stringify(expanded) });
    // What closed a string that changed nothing may have been the opening quote of the next one.
    from = expanded === inner ? end - 1 : end;
  }
  return spliceText(text, splices);
}

/** The nearest quote before `at` that is not escaped: within a JSON string, its opening one. -1 if none from `from` on. */
function openingQuote(text: string, at: number, from: number): number {
  for (let quote = at - 1; quote >= from; quote--) {
    if (text[quote] === '"' && !isEscaped(text, quote)) return quote;
  }
  return -1;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text[at - 1 - slashes] === "\\") slashes++;
  return slashes % 2 === 1;
}
