import { appendByte, mixHash } from "../ranks/byte-hash.js";
import { NO_RANK, type RankTable } from "../ranks/rank-table.js";
import { MinimumTree } from "./minimum-tree.js";

/**
 * Merges the bytes of one piece into tokens: lowest rank first, leftmost first among equals, in O(n log n) time for
 * any piece. Holds 17 to 25 bytes of work space per byte of the longest piece it can take.
 *
 * A part is a run of bytes that has been merged so far. Invariants between two joins:
 * - `#edges[from]` is where the part that starts at `from` ends; `#edges[to - 1]` is where the part that ends at `to`
 *   starts, unless that part is a single byte.
 * - value `from` of `#tree` is the rank of the part that starts at `from` together with the part after it; every
 *   other value is NO_RANK.
 */
export class PieceMerge {
  readonly #table: RankTable;
  readonly #bytes: Uint8Array;
  /** `#prefix[k]` is the hash of the first `k` bytes. */
  readonly #prefix: Int32Array;
  readonly #edges: Int32Array;
  readonly #tree: MinimumTree;
  #length = 0;

  /** @param capacity Length in bytes of the longest piece. */
  constructor(table: RankTable, capacity: number) {
    this.#table = table;
    this.#bytes = new Uint8Array(capacity);
    this.#prefix = new Int32Array(capacity + 1);
    this.#edges = new Int32Array(capacity);
    this.#tree = new MinimumTree(capacity, NO_RANK);
  }

  /** Number of tokens of the piece `source[start..end)`, which is not empty. */
  run(source: Uint8Array, start: number, end: number): number {
    this.#begin(source, start, end);
    let parts = this.#length;
    for (let at = this.#tree.leftmostMinimum(); at >= 0; at = this.#tree.leftmostMinimum()) {
      this.#join(at);
      parts--;
    }
    return parts;
  }

  /** Appends the ids of the piece that `run` merged last. */
  appendIds(ids: number[]): void {
    for (let from = 0; from < this.#length; ) {
      const to = this.#edges[from] as number;
      ids.push(to - from === 1 ? (this.#table.singles[this.#bytes[from] as number] as number) : this.#rankOf(from, to));
      from = to;
    }
  }

  /** Every byte a part of its own. */
  #begin(source: Uint8Array, start: number, end: number): void {
    const length = end - start;
    const tree = this.#tree;
    const { pairs } = this.#table;
    let hash = 0;
    tree.begin(length);
    for (let at = 0; at < length; at++) {
      const byte = source[start + at] as number;
      hash = appendByte(hash, byte);
      this.#bytes[at] = byte;
      this.#prefix[at + 1] = hash;
      this.#edges[at] = at + 1;
      tree.put(at, at + 1 < length ? (pairs[(byte << 8) | (source[start + at + 1] as number)] as number) : NO_RANK);
    }
    this.#length = length;
    tree.build();
  }

  /** Joins the part that starts at `at` with the part after it. */
  #join(at: number): void {
    const edges = this.#edges;
    const tree = this.#tree;
    const middle = edges[at] as number;
    const end = edges[middle] as number;
    edges[at] = end;
    edges[end - 1] = at;
    tree.set(middle, NO_RANK);
    tree.set(at, end < this.#length ? this.#rankOf(at, edges[end] as number) : NO_RANK);
    if (at === 0) return;
    const edge = edges[at - 1] as number;
    const before = edge === at ? at - 1 : edge;
    tree.set(before, this.#rankOf(before, end));
  }

  #rankOf(from: number, to: number): number {
    const { longest, powers } = this.#table;
    const length = to - from;
    if (length > longest) return NO_RANK;
    const hash = (this.#prefix[to] as number) - Math.imul(this.#prefix[from] as number, powers[length] as number);
    return this.#table.find(this.#bytes, from, to, mixHash(hash | 0));
  }
}
