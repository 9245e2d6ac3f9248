/** Four integers per slot, side by side, so that a probe touches one cache line. */
const SLOT_SHIFT = 2;
const START = 1;
const LENGTH = 2;
const VALUE = 3;
const FEWEST_SLOTS = 8;

/**
 * A map from runs of bytes to positive integers in two typed arrays: the slots of an open-addressing table, and a pool
 * that holds the bytes of every run. Looking up a run allocates nothing.
 *
 * Invariants: a slot with value 0 is free; at least half of the slots are free; a hash never decides alone, the bytes
 * are compared.
 */
export class RunTable {
  readonly #mask: number;
  readonly #slots: Int32Array;
  readonly #pool: Uint8Array;
  readonly #mostRuns: number;
  #runs = 0;
  #pooled = 0;

  /**
   * @param mostRuns How many runs fit.
   * @param pool Room for the bytes of all runs. What it holds already can be added with `addPooled`.
   */
  constructor(mostRuns: number, pool: Uint8Array) {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(FEWEST_SLOTS, mostRuns * 2)));
    this.#mask = slots - 1;
    this.#slots = new Int32Array(slots << SLOT_SHIFT);
    this.#pool = pool;
    this.#mostRuns = mostRuns;
  }

  /** The value of `bytes[start..end)`, whose mixed hash is `hash`, or 0. */
  find(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const slots = this.#slots;
    const pool = this.#pool;
    const mask = this.#mask;
    const length = end - start;
    for (let index = hash & mask; ; index = (index + 1) & mask) {
      const slot = index << SLOT_SHIFT;
      const value = slots[slot + VALUE] as number;
      if (value === 0) return 0;
      if (slots[slot] !== hash || slots[slot + LENGTH] !== length) continue;
      const offset = (slots[slot + START] as number) - start;
      let at = start;
      while (at < end && bytes[at] === pool[at + offset]) at++;
      if (at === end) return value;
    }
  }

  /** Whether one more run, of this many bytes, fits. */
  hasRoomFor(length: number): boolean {
    return this.#runs < this.#mostRuns && this.#pooled + length <= this.#pool.length;
  }

  /** Adds a run that is not in the table and fits. */
  add(bytes: Uint8Array, start: number, end: number, hash: number, value: number): void {
    const offset = this.#pooled - start;
    for (let at = start; at < end; at++) this.#pool[at + offset] = bytes[at] as number;
    this.addPooled(this.#pooled, end - start, hash, value);
  }

  /** Adds a run that is not in the table and whose bytes are in the pool at `start`, after those of all others. */
  addPooled(start: number, length: number, hash: number, value: number): void {
    const slots = this.#slots;
    let index = hash & this.#mask;
    while (slots[(index << SLOT_SHIFT) + VALUE] !== 0) index = (index + 1) & this.#mask;
    const slot = index << SLOT_SHIFT;
    slots[slot] = hash;
    slots[slot + START] = start;
    slots[slot + LENGTH] = length;
    slots[slot + VALUE] = value;
    this.#runs++;
    this.#pooled = start + length;
  }

  /** Forgets every run. */
  clear(): void {
    if (this.#runs === 0) return;
    this.#slots.fill(0);
    this.#runs = 0;
    this.#pooled = 0;
  }
}
