import { lowerUnit } from "./char-class.js";
import { hashTerm } from "./scan-terms.js";

/** A fixed set of terms in which the terms of a text are looked up by hash and place, without cutting them out. */
export interface Vocabulary {
  readonly terms: readonly string[];
  /** The number of the term that stands at `start` to `end` of `text`, or -1. */
  lookUp(hash: number, text: string, start: number, end: number): number;
}

/** `terms` must be distinct and in the lower case of `lowerText`. */
export function createVocabulary(terms: readonly string[]): Vocabulary {
  let size = 16;
  while (size < terms.length * 4) size *= 2;
  const mask = size - 1;
  const slots = new Int32Array(size).fill(-1);
  const hashes = Int32Array.from(terms, hashTerm);
  hashes.forEach((hash, term) => {
    let slot = spread(hash) & mask;
    while (slots[slot] !== -1) slot = (slot + 1) & mask;
    slots[slot] = term;
  });
  return {
    terms,
    lookUp(hash, text, start, end) {
      for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
        const term = slots[slot] as number;
        if (term === -1) return -1;
        if (hashes[term] === hash && standsAt(terms[term] as string, text, start, end)) return term;
      }
    },
  };
}

/** Brings the high bits of a hash into the low ones. */
function spread(hash: number): number {
  return hash ^ (hash >>> 15);
}

function standsAt(term: string, text: string, start: number, end: number): boolean {
  if (term.length !== end - start) return false;
  for (let i = 0; i < term.length; i++) {
    if (lowerUnit(text.charCodeAt(start + i)) !== term.charCodeAt(i)) return false;
  }
  return true;
}
