/** Values per block: sixteen 32-bit integers fill a cache line. */
const BLOCK_SHIFT = 4;
const BLOCK = 1 << BLOCK_SHIFT;

/**
 * An array of integers that always knows its leftmost minimum.
 *
 * Level 0 holds the values. Each level above holds the minimum of every block of sixteen below, up to a level that is
 * a single block. Finding the minimum and restoring the tree after a change both cost one block per level.
 *
 * Invariant, whenever `leftmostMinimum` is called: each number above level 0 is the minimum of its block.
 */
export class MinimumTree {
  /** Level 0. Written directly; after `build`, every change is followed by a `refresh` of its index. */
  readonly values: Int32Array;
  readonly #filler: number;
  /** Where each level starts in `values`. */
  readonly #offsets: number[] = [];
  #levels = 0;

  /**
   * @param capacity The most values that `build` will be given.
   * @param filler What stands in unused places and means "no value"; no value is larger.
   */
  constructor(capacity: number, filler: number) {
    this.#filler = filler;
    this.values = new Int32Array(this.#layOut(capacity));
  }

  /** Makes a tree of the first `length` values. */
  build(length: number): void {
    this.#layOut(length);
    let size = length;
    for (let level = 0; level < this.#levels; level++) {
      const offset = this.#offsets[level] as number;
      const padded = roundUp(size);
      this.values.fill(this.#filler, offset + size, offset + padded);
      size = padded >> BLOCK_SHIFT;
      const above = this.#offsets[level + 1];
      if (level + 1 === this.#levels || above === undefined) return;
      for (let block = 0; block < size; block++) {
        this.values[above + block] = this.#blockMinimum(offset + (block << BLOCK_SHIFT));
      }
    }
  }

  /** Index of the leftmost minimum, or -1 when only fillers are left. */
  leftmostMinimum(): number {
    const values = this.values;
    let level = this.#levels - 1;
    let block = this.#offsets[level] as number;
    const minimum = this.#blockMinimum(block);
    if (minimum === this.#filler) return -1;
    for (;;) {
      let at = block;
      while (values[at] !== minimum) at++;
      const index = at - (this.#offsets[level] as number);
      if (level === 0) return index;
      level--;
      block = (this.#offsets[level] as number) + (index << BLOCK_SHIFT);
    }
  }

  /** Restores the levels above the block of `index`, in which any number of values were changed. */
  refresh(index: number): void {
    const values = this.values;
    let block = index >> BLOCK_SHIFT;
    for (let level = 1; level < this.#levels; level++) {
      const minimum = this.#blockMinimum((this.#offsets[level - 1] as number) + (block << BLOCK_SHIFT));
      const at = (this.#offsets[level] as number) + block;
      if (values[at] === minimum) return;
      values[at] = minimum;
      block >>= BLOCK_SHIFT;
    }
  }

  /** Whether one `refresh` serves both. */
  inSameBlock(index: number, other: number): boolean {
    return index >> BLOCK_SHIFT === other >> BLOCK_SHIFT;
  }

  #blockMinimum(start: number): number {
    const values = this.values;
    let minimum = values[start] as number;
    for (let at = start + 1; at < start + BLOCK; at++) {
      const value = values[at] as number;
      if (value < minimum) minimum = value;
    }
    return minimum;
  }

  /** Decides where the levels over `length` values start, and returns the room that all of them need. */
  #layOut(length: number): number {
    let size = roundUp(length);
    let end = size;
    this.#offsets[0] = 0;
    this.#levels = 1;
    while (size > BLOCK) {
      size = roundUp(size >> BLOCK_SHIFT);
      this.#offsets[this.#levels++] = end;
      end += size;
    }
    return end;
  }
}

/** A whole number of blocks, at least one. */
function roundUp(size: number): number {
  return Math.max(BLOCK, (size + BLOCK - 1) & -BLOCK);
}
