import type { RankTable } from "../ranks/rank-table.js";
import { type MergeUnit, PieceMerge } from "./piece-merge.js";

/** Work space for pieces up to this many bytes is kept; for longer ones it is made anew and let go. */
const KEPT_BYTES = 4096;

/** Merges pieces into tokens without allocating, unless a piece is very long. */
export class Merger {
  readonly #table: RankTable;
  readonly #kept: PieceMerge;

  readonly #unit: MergeUnit;

  constructor(table: RankTable, unit: MergeUnit = "byte") {
    this.#table = table;
    this.#unit = unit;
    this.#kept = new PieceMerge(table, KEPT_BYTES, unit);
  }

  /** Number of tokens of the piece `bytes[start..end)`. */
  count(bytes: Uint8Array, start: number, end: number): number {
    return this.#workSpace(end - start).run(bytes, start, end);
  }

  /** Appends the ids of the piece `bytes[start..end)`. */
  appendIds(bytes: Uint8Array, start: number, end: number, ids: number[]): void {
    const merge = this.#workSpace(end - start);
    merge.run(bytes, start, end);
    merge.appendIds(ids);
  }

  #workSpace(length: number): PieceMerge {
    return length <= KEPT_BYTES ? this.#kept : new PieceMerge(this.#table, length, this.#unit);
  }
}
