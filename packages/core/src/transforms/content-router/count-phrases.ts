/** Shorter repetitions cost as many tokens as they save. */
const SHORTEST = 6;
const LEAST_BITS = 12;
const MOST_BITS = 16;

/** How much of a text is new, and in how many pieces the rest repeats what came before. */
export interface Phrases {
  /** Characters that are no part of a repetition. */
  readonly fresh: number;
  /** Stretches that stood in the text before, each as long as can be. */
  readonly repeated: number;
}

/**
 * Takes a text apart as a compressor of bytes does: into stretches that stood in it before, and characters between them. One
 * pass, which remembers the last place of each beginning of a stretch.
 *
 * @example
 * countPhrases("abcdefghabcdefgh"); // { fresh: 8, repeated: 1 }
 */
export function countPhrases(text: string): Phrases {
  const bits = Math.min(MOST_BITS, Math.max(LEAST_BITS, 32 - Math.clz32(text.length)));
  const places = new Int32Array(1 << bits).fill(-1);
  const shift = 32 - bits;
  let fresh = 0;
  let repeated = 0;
  const last = text.length - SHORTEST;
  let at = 0;
  while (at <= last) {
    let hash = 0;
    for (let k = 0; k < SHORTEST; k++) hash = Math.imul(hash ^ text.charCodeAt(at + k), 0x01000193);
    const slot = Math.imul(hash, 0x9e3779b1) >>> shift;
    const before = places[slot] as number;
    places[slot] = at;
    let length = 0;
    if (before >= 0) {
      while (at + length < text.length && text.charCodeAt(before + length) === text.charCodeAt(at + length)) length++;
    }
    if (length >= SHORTEST) {
      repeated++;
      at += length;
    } else {
      fresh++;
      at++;
    }
  }
  return { fresh: fresh + text.length - at, repeated };
}
