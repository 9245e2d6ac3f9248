import type { VolatileSpan } from "./volatile-span.js";

/** What takes the place of a value in a mask. No prompt holds it: NUL is refused or dropped by every provider. */
const hole = (kind: string): string => `\u0000${kind}\u0000`;

/**
 * A text with a hole in the place of each volatile value. Two texts with equal masks say the same but for these values.
 *
 * @example
 * maskOf("Today is January 7, 2025.", findVolatile("Today is January 7, 2025.")); // "Today is \0date\0."
 */
export function maskOf(text: string, spans: readonly VolatileSpan[]): string {
  return withValues(
    text,
    spans,
    spans.map(({ kind }) => hole(kind)),
  );
}

/** The values themselves, in order. */
export function valuesOf(text: string, spans: readonly VolatileSpan[]): readonly string[] {
  return spans.map(({ start, end }) => text.slice(start, end));
}

/** A text with other values in the places of its own. */
export function withValues(text: string, spans: readonly VolatileSpan[], values: readonly string[]): string {
  let out = "";
  let at = 0;
  for (const [index, { start, end }] of spans.entries()) {
    out += text.slice(at, start) + (values[index] ?? text.slice(start, end));
    at = end;
  }
  return out + text.slice(at);
}
