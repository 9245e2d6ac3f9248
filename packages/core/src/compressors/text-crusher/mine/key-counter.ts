/** Most counters, and counters per key that is expected. */
const MOST = 1 << 21;
const PER_KEY = 2;

/**
 * Counts keys roughly, in little memory: a key is never counted too low, up to `most`. Tells keys that occur too seldom
 * before they are gathered.
 */
export class KeyCounter {
  readonly #counts: Uint8Array;

  constructor(
    expected: number,
    readonly most: number,
  ) {
    let size = 1 << 8;
    while (size < MOST && size < PER_KEY * expected) size *= 2;
    this.#counts = new Uint8Array(size);
  }

  add(key: number): void {
    const slot = (key | 0) & (this.#counts.length - 1);
    const count = this.#counts[slot] as number;
    if (count < this.most) this.#counts[slot] = count + 1;
  }

  /** Whether a key may have been added `most` times. */
  isFrequent(key: number): boolean {
    return (this.#counts[(key | 0) & (this.#counts.length - 1)] as number) >= this.most;
  }
}
