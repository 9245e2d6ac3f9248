import type { VolatileSpan } from "../volatile/volatile-span.js";

/** A system text as it is now, with its volatile values. */
export interface NotedText {
  readonly text: string;
  readonly spans: readonly VolatileSpan[];
}

const OPENING = "[The system prompt now says: ";
/** Characters of the line in front of a value that say what it is. */
const CONTEXT = 60;

/**
 * What a conversation is told when values in the system prompt changed: the words around each, as they read now. `isChanged`
 * tells of each value of all texts, in order, whether it did.
 */
export function noteText(texts: readonly NotedText[], isChanged: readonly boolean[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { text, spans } of texts) {
    const changed = spans.filter((_span, index) => isChanged[at + index] === true);
    at += spans.length;
    pieces.push(...piecesOf(text, changed));
  }
  const said = pieces.map((piece) => (piece.includes("\n") ? `\n${piece}\n` : piece)).join(" | ");
  return `${OPENING}${said.trim()}]`;
}

/** Whether a text has the form of such a note. */
export function isNoteText(text: string): boolean {
  return text.startsWith(OPENING) && text.endsWith("]");
}

/** Stretches around the values; those that touch are one. */
function piecesOf(text: string, spans: readonly VolatileSpan[]): readonly string[] {
  const stretches: { start: number; end: number }[] = [];
  for (const span of spans) {
    const [start, end] = [beginning(text, span), ending(text, span)];
    const last = stretches.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else stretches.push({ start, end });
  }
  return stretches.map(({ start, end }) => text.slice(start, end).trim());
}

/** The beginning of the sentence or line, or of a word that is near enough. */
function beginning(text: string, { start }: VolatileSpan): number {
  const line = text.lastIndexOf("\n", start - 1) + 1;
  const before = text.slice(Math.max(line, start - CONTEXT), start);
  const sentence = /^.*[.!?][ \t]+(?=\S)/.exec(before)?.[0].length;
  if (sentence !== undefined) return start - before.length + sentence;
  const word = line < start - before.length ? (/^\S*\s+/.exec(before)?.[0].length ?? 0) : 0;
  return start - before.length + word;
}

/** What ends the sentence, or closes a quotation. A list that is empty says so by its heading. */
function ending(text: string, { end }: VolatileSpan): number {
  const [closing = ""] = /^["'`*)\]>.]{0,4}(?=\s|$)/.exec(text.slice(end, end + 6)) ?? [];
  return end + closing.length;
}
