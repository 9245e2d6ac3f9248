import { directories } from "./directories.js";
import { gitStatus } from "./git-status.js";
import { identifiers } from "./identifiers.js";
import { moments } from "./moments.js";
import type { Recogniser, VolatileSpan } from "./volatile-span.js";

const RECOGNISERS: readonly Recogniser[] = [gitStatus, directories, moments, identifiers];

/**
 * The values in a text that are likely to change between requests, left to right, without overlaps: of two that overlap, the
 * one that begins first counts, then the longer one, then the one that is called the present.
 *
 * @param patterns Recognises these as dates of the request instead of those that the words around them show to be such.
 */
export function findVolatile(text: string, patterns?: readonly RegExp[]): readonly VolatileSpan[] {
  const found = RECOGNISERS.flatMap((recognise) => recognise(text));
  const own = patterns === undefined ? [] : patterns.flatMap((pattern) => matchesOf(text, pattern));
  const others = patterns === undefined ? found : found.map((span) => ({ ...span, isNow: false }));
  return withoutOverlaps([...own, ...others]);
}

function matchesOf(text: string, pattern: RegExp): readonly VolatileSpan[] {
  const global = pattern.global ? pattern : new RegExp(pattern.source, `${pattern.flags}g`);
  return [...text.matchAll(global)].flatMap(({ index: start, 0: value }) => {
    const end = start + value.length;
    return value === "" ? [] : [{ kind: "date" as const, start, end, isNow: true }];
  });
}

function withoutOverlaps(spans: readonly VolatileSpan[]): readonly VolatileSpan[] {
  const inOrder = [...spans].sort((a, b) => a.start - b.start || b.end - a.end || Number(b.isNow) - Number(a.isNow));
  const kept: VolatileSpan[] = [];
  for (const span of inOrder) {
    const last = kept.at(-1);
    if (last === undefined || span.start >= last.end) kept.push(span);
  }
  return kept;
}
