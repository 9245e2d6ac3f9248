const WORDS = 1 << 16;
const WORD_SHIFT = 5;
const BIT_MASK = 31;

/**
 * Says of most hashes that were never added that they were not, from 256 KB that stay in the processor's cache.
 * Merging asks mostly for runs that are no token; this spares it a visit to the far larger table.
 */
export class HashFilter {
  readonly #bits = new Int32Array(WORDS);

  add(hash: number): void {
    const word = (hash >>> WORD_SHIFT) & (WORDS - 1);
    this.#bits[word] = (this.#bits[word] as number) | (1 << (hash & BIT_MASK));
  }

  /** False only if the hash was never added. */
  mayHave(hash: number): boolean {
    return (((this.#bits[(hash >>> WORD_SHIFT) & (WORDS - 1)] as number) >>> (hash & BIT_MASK)) & 1) === 1;
  }
}
