import type { AlignerSettings } from "../aligner-options.js";
import { findVolatile } from "../volatile/find-volatile.js";
import { isCurrentMoment } from "../volatile/moments.js";
import type { VolatileSpan } from "../volatile/volatile-span.js";
import { tidyWhitespace } from "./tidy-whitespace.js";

const SENTENCE_END = /[.!?]["')\]]?[ \t]+/g;
/** In characters. */
const LONGEST_SENTENCE = 300;

/** A text in two: what stays from day to day, and what does not, in the order in which it stood. */
export interface SplitText {
  readonly text: string;
  readonly dynamic: readonly string[];
}

/** The values of a text that say when it is, left to right. Those behind the separator are where they belong. */
export function momentsIn(text: string, settings: AlignerSettings): readonly VolatileSpan[] {
  const [own] = atSeparator(text, settings);
  return findVolatile(own, settings.datePatterns).filter((span) => isCurrentMoment(own, span));
}

/** Takes the sentences that say when it is out of a text, and puts its white space in order. */
export function splitDynamic(text: string, settings: AlignerSettings): SplitText {
  const [own, tail] = atSeparator(text, settings);
  const moments = settings.extractDates ? momentsIn(own, settings) : [];
  const dynamic: string[] = [];
  let rest = "";
  let at = 0;
  for (const moment of moments) {
    const sentence = sentenceAround(own, moment);
    if (sentence === undefined || sentence.start < at) continue;
    const { start, end } = sentence;
    dynamic.push(own.slice(start, end).trim());
    rest += own.slice(at, start);
    at = behindGap(rest, own, end);
    if (/^(?:\s|$)/.test(own.slice(at, at + 1))) rest = rest.replace(/[ \t]+$/, "");
  }
  const stable = tidyWhitespace(rest + own.slice(at), settings);
  if (tail !== undefined) dynamic.push(tail);
  return { text: dynamic.length > 0 ? stable.trimEnd() : stable, dynamic };
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Where the sentence of a value begins and ends within its line; `undefined` where it says much more than when it is. */
function sentenceAround(text: string, { start, end }: Stretch): Stretch | undefined {
  const line = text.lastIndexOf("\n", start - 1) + 1;
  const [ended] = [...text.slice(line, start).matchAll(SENTENCE_END)].slice(-1);
  const from = line + (ended === undefined ? 0 : ended.index + ended[0].length);
  // A value may end with the full stop itself.
  const last = Math.max(start, end - 1);
  const [rest = ""] = /^[^\n]*?(?:[.!?]["')\]]?(?=\s|$)|(?=\r?\n|$))/.exec(text.slice(last)) ?? [];
  const to = Math.max(end, last + rest.length);
  return to - from > LONGEST_SENTENCE ? undefined : { start: from, end: to };
}

/** Where the text goes on: on the next line where nothing is left of this one, and without blanks where a line begins. */
function behindGap(before: string, text: string, end: number): number {
  if (!/(?:^|\n)[ \t]*$/.test(before)) return end;
  const [blanks = ""] = /^[ \t]*(?:\r?\n)?/.exec(text.slice(end)) ?? [];
  return end + blanks.length;
}

/** What stands before the separator, and what stands behind it. */
function atSeparator(text: string, { dynamicTailSeparator }: AlignerSettings): readonly [string, string?] {
  const at = text.indexOf(dynamicTailSeparator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + dynamicTailSeparator.length)];
}
