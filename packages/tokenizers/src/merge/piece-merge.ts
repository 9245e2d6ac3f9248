import { appendByte, mixHash } from "../ranks/byte-hash.js";
import { NO_RANK, type RankTable } from "../ranks/rank-table.js";
import { MinimumTree } from "./minimum-tree.js";

/** What a piece is divided into before anything is merged: byte-level vocabularies start from bytes, others from characters. */
export type MergeUnit = "byte" | "character";

/**
 * Merges the bytes or the characters of one piece into tokens: lowest rank first, leftmost first among equals, in O(n log n) time for
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
  readonly #unit: MergeUnit;
  #length = 0;

  /** @param capacity Length in bytes of the longest piece. */
  constructor(table: RankTable, capacity: number, unit: MergeUnit) {
    this.#table = table;
    this.#unit = unit;
    this.#bytes = new Uint8Array(capacity);
    this.#prefix = new Int32Array(capacity + 1);
    this.#edges = new Int32Array(capacity);
    this.#tree = new MinimumTree(capacity, NO_RANK);
  }

  /** Number of tokens of the piece `source[start..end)`, which is not empty. */
  run(source: Uint8Array, start: number, end: number): number {
    let parts = this.#begin(source, start, end);
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

  /** Every unit a part of its own; returns how many there are. */
  #begin(source: Uint8Array, start: number, end: number): number {
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
    const parts = this.#unit === "byte" ? length : this.#joinCharacters();
    tree.build();
    return parts;
  }

  /**
   * Joins the bytes of every character that the vocabulary has; the bytes of others stay apart, and no token has them.
   * Returns how many parts that leaves.
   */
  #joinCharacters(): number {
    const edges = this.#edges;
    const starts: number[] = [];
    for (let at = 0; at < this.#length; ) {
      const width = utf8Width(this.#bytes[at] as number);
      const end = at + (width > 1 && this.#rankOf(at, at + width) === NO_RANK ? 1 : width);
      edges[at] = end;
      if (end - at > 1) edges[end - 1] = at;
      starts.push(at);
      at = end;
    }
    for (let at = 0; at < this.#length; at++) this.#tree.put(at, NO_RANK);
    for (const at of starts) {
      const end = edges[at] as number;
      if (end < this.#length) this.#tree.put(at, this.#rankOf(at, edges[end] as number));
    }
    return starts.length;
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

/** Bytes of the character that begins with a byte; 1 for a byte that begins none. */
function utf8Width(lead: number): number {
  if (lead < 0xc0) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}
