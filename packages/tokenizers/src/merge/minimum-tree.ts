/**
 * An array of integers that always knows its leftmost minimum: a binary tree in which every node holds the smaller of
 * its two children. Changing a value costs one step per level, and ends early where nothing changes.
 *
 * The root is node 1, the children of node `k` are `2k` and `2k + 1`, and value `i` is node `#leaves + i`.
 */
export class MinimumTree {
  readonly #filler: number;
  readonly #nodes: Int32Array;
  /** How many leaves are in use: a power of two. */
  #leaves = 1;

  /**
   * @param capacity The most values that a tree will be built of.
   * @param filler What stands in unused places and means "no value"; no value is larger.
   */
  constructor(capacity: number, filler: number) {
    this.#filler = filler;
    this.#nodes = new Int32Array(powerOfTwo(capacity) * 2);
  }

  /** Begins a tree of `length` values, all to be given by `put` before `build`. */
  begin(length: number): void {
    this.#leaves = powerOfTwo(length);
    this.#nodes.fill(this.#filler, this.#leaves + length, this.#leaves * 2);
  }

  /** Gives a value between `begin` and `build`. */
  put(index: number, value: number): void {
    this.#nodes[this.#leaves + index] = value;
  }

  /** Makes a tree of the values that were put. */
  build(): void {
    const nodes = this.#nodes;
    for (let node = this.#leaves - 1; node >= 1; node--) {
      nodes[node] = Math.min(nodes[node * 2] as number, nodes[node * 2 + 1] as number);
    }
  }

  /** Changes a value. */
  set(index: number, value: number): void {
    const nodes = this.#nodes;
    let node = this.#leaves + index;
    let minimum = value;
    nodes[node] = value;
    while (node > 1) {
      const sibling = nodes[node ^ 1] as number;
      if (sibling < minimum) minimum = sibling;
      node >>= 1;
      if (nodes[node] === minimum) return;
      nodes[node] = minimum;
    }
  }

  /** Index of the leftmost minimum, or -1 when there are only fillers. */
  leftmostMinimum(): number {
    const nodes = this.#nodes;
    const minimum = nodes[1] as number;
    if (minimum === this.#filler) return -1;
    let node = 1;
    while (node < this.#leaves) {
      node *= 2;
      if (nodes[node] !== minimum) node++;
    }
    return node - this.#leaves;
  }
}

/** The smallest power of two that is not below `least`, which is at least 1. */
function powerOfTwo(least: number): number {
  return 1 << (32 - Math.clz32(least - 1));
}
