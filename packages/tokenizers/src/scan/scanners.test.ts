import fc from "fast-check";
import cl100kRanks from "js-tiktoken/ranks/cl100k_base";
import o200kRanks from "js-tiktoken/ranks/o200k_base";
import { describe, expect, it } from "vitest";
import { adversarialText } from "../adversarial-text.test-support.js";
import { characterClasses } from "./character-class.js";
import { cl100kPieceEnd } from "./cl100k-scanner.js";
import { o200kPieceEnd } from "./o200k-scanner.js";
import type { Scanner } from "./scanner.js";

/**
 * The published pattern as the reference reads it: white space is that of Unicode and not that of JavaScript, and the
 * long s is an s in contractions.
 */
function referencePattern(published: string): RegExp {
  const source = published
    .replaceAll("'s|'S|", "'s|'S|'\u017f|")
    .replaceAll("\\s", "\\p{White_Space}")
    .replaceAll("\\S", "\\P{White_Space}");
  return new RegExp(source, "gu");
}

/** Lone surrogates become U+FFFD, as they do in UTF-8. */
function toWellFormed(text: string): string {
  return decode(new TextEncoder().encode(text));
}

/** A byte order mark is text here. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

function cut(pieceEnd: Scanner, text: string): string[] {
  const bytes = new TextEncoder().encode(text);
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = pieceEnd(characterClasses(), bytes, start, bytes.length);
    pieces.push(decode(bytes.subarray(start, end)));
    start = end;
  }
  return pieces;
}

describe.each([
  { name: "o200k", pieceEnd: o200kPieceEnd, published: o200kRanks.pat_str },
  { name: "cl100k", pieceEnd: cl100kPieceEnd, published: cl100kRanks.pat_str },
])("$name", ({ pieceEnd, published }) => {
  const pattern = referencePattern(published);

  it("cuts where the published pattern cuts", () => {
    fc.assert(
      fc.property(adversarialText, (text) => {
        const wellFormed = toWellFormed(text);
        expect(cut(pieceEnd, wellFormed)).toEqual(wellFormed.match(pattern));
      }),
      { numRuns: 8_000 },
    );
  });

  it("reads nothing beyond the length it is given", () => {
    fc.assert(
      fc.property(adversarialText, adversarialText, (text, beyond) => {
        const wellFormed = toWellFormed(text);
        const bytes = new TextEncoder().encode(wellFormed + beyond);
        const length = new TextEncoder().encode(wellFormed).length;
        const ends: number[] = [];
        for (let start = 0; start < length; ) {
          start = pieceEnd(characterClasses(), bytes, start, length);
          ends.push(start);
        }
        expect(ends.at(-1)).toBe(length);
        expect(ends.length).toBe(cut(pieceEnd, wellFormed).length);
      }),
      { numRuns: 2_000 },
    );
  });
});

it("differs between the two patterns where they differ", () => {
  const text = "don't stopIT a/\n/b हिन्दी";
  expect(cut(o200kPieceEnd, text)).toEqual(["don't", " stop", "IT", " a", "/\n/", "b", " हिन्दी"]);
  expect(cut(cl100kPieceEnd, text)).toEqual(["don", "'t", " stopIT", " a", "/\n", "/b", " ह", "िन", "्द", "ी"]);
});
