/** Longer lines, in characters and in parts, are not looked into. */
const MOST_CHARACTERS = 20_000;
const MOST_PARTS = 400;

const WORD = 0;
const VALUE = 1;
const SEPARATOR = 2;

/** Separators are what stands between words: blanks, controls, quotes, brackets, and the signs in lists. */
const CLASSES = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code <= 32 || code === 127 || "\"'()[]{}<>=,;|".includes(String.fromCharCode(code))) return SEPARATOR;
  return (code >= 48 && code <= 57) || code === 47 || code === 92 ? VALUE : WORD;
});

/** What stands for the text of a value in hashes. */
export const ANY_VALUE = 0;

/**
 * Lines taken apart: separators and words in turn, beginning and ending with a separator that may be empty. A word that
 * holds a digit or a slash looks like a value rather than like wording. Long lines have no parts.
 */
export class PartTable {
  /** Number of the first part of each line, and one past the last part of the last line. */
  readonly first: Int32Array;
  /** Where each part ends in its line. */
  ends = new Int32Array(1 << 12);
  /** A hash of each part's text, {@link ANY_VALUE} where it looks like a value. */
  hashes = new Int32Array(1 << 12);

  constructor(readonly lines: readonly string[]) {
    this.first = new Int32Array(lines.length + 1);
    let part = 0;
    for (let line = 0; line < lines.length; line++) {
      this.first[line] = part;
      part = this.#takeApart(lines[line] as string, part);
    }
    this.first[lines.length] = part;
  }

  /** Number of parts of a line. */
  count(line: number): number {
    return (this.first[line + 1] as number) - (this.first[line] as number);
  }

  /** Where part `k` of a line begins. */
  start(line: number, k: number): number {
    return k === 0 ? 0 : (this.ends[(this.first[line] as number) + k - 1] as number);
  }

  end(line: number, k: number): number {
    return this.ends[(this.first[line] as number) + k] as number;
  }

  hash(line: number, k: number): number {
    return this.hashes[(this.first[line] as number) + k] as number;
  }

  #takeApart(line: string, from: number): number {
    if (line.length > MOST_CHARACTERS) return from;
    let part = from;
    let inWord = false;
    let isValue = false;
    let hash = 1;
    for (let at = 0; at < line.length; at++) {
      const code = line.charCodeAt(at);
      const kind = code < 128 ? (CLASSES[code] as number) : WORD;
      if ((kind !== SEPARATOR) !== inWord) {
        this.#put(part++, at, isValue ? ANY_VALUE : hash);
        inWord = !inWord;
        isValue = false;
        hash = 1;
      }
      if (kind === VALUE) isValue = true;
      hash = Math.imul(hash ^ code, 0x01000193);
    }
    this.#put(part++, line.length, isValue ? ANY_VALUE : hash);
    if (inWord) this.#put(part++, line.length, 1);
    return part - from <= MOST_PARTS ? part : from;
  }

  #put(part: number, end: number, hash: number): void {
    if (part === this.ends.length) {
      this.ends = doubled(this.ends);
      this.hashes = doubled(this.hashes);
    }
    this.ends[part] = end;
    this.hashes[part] = hash;
  }
}

function doubled(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}

/** The key of a sequence of parts: a sum, so that one part can be exchanged for another. Below 2 to the 52nd. */
export class PartsKey {
  #high = 0;
  #low = 0;

  add(hash: number, k: number): void {
    this.#high = (this.#high + spread(hash, k, 0x9e3779b1)) | 0;
    this.#low = (this.#low + spread(hash, k, 0x7f4a7c15)) | 0;
  }

  /** The key with the text of part `k` exchanged for any value. */
  without(hash: number, k: number): number {
    const high = (this.#high - spread(hash, k, 0x9e3779b1) + spread(ANY_VALUE, k, 0x9e3779b1)) | 0;
    const low = (this.#low - spread(hash, k, 0x7f4a7c15) + spread(ANY_VALUE, k, 0x7f4a7c15)) | 0;
    return keyOf(high, low);
  }

  get value(): number {
    return keyOf(this.#high, this.#low);
  }
}

function keyOf(high: number, low: number): number {
  return (high >>> 12) * 2 ** 32 + (low >>> 0);
}

function spread(hash: number, k: number, factor: number): number {
  let mixed = Math.imul(hash ^ Math.imul(k + 1, factor), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
