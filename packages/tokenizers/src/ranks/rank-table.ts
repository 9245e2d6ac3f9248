import { HASH_BASE, hashRun } from "./byte-hash.js";
import { HashFilter } from "./hash-filter.js";
import { type RankTokens, readRankTokens } from "./read-rank-tokens.js";
import { RunTable } from "./run-table.js";

/** Stands for "no token has these bytes"; larger than every rank. */
export const NO_RANK = 0x7fffffff;

/** A vocabulary: which runs of bytes are tokens, and with which rank. A token's rank is also its id. */
export class RankTable {
  /** Length in bytes of the longest token. */
  readonly longest: number;
  /** `HASH_BASE ** length`, for every length up to `longest`. */
  readonly powers: Int32Array;
  /** Rank by byte. */
  readonly singles = new Int32Array(1 << 8).fill(NO_RANK);
  /** Rank by two bytes, `first << 8 | second`, or NO_RANK. */
  readonly pairs = new Int32Array(1 << 16).fill(NO_RANK);
  readonly #filter = new HashFilter();
  readonly #table: RunTable;

  /** Reads the text of a `BpeRanks`; throws when it is malformed or lacks a single byte. */
  constructor(rankText: string) {
    const tokens = readRankTokens(rankText);
    this.#table = new RunTable(tokens.count, tokens.pool);
    this.longest = this.#fill(tokens);
    this.powers = powersOfBase(this.longest);
    const missing = this.singles.indexOf(NO_RANK);
    if (missing < 0) return;
    throw new Error(
      `The rank data has no token for the byte ${missing}, so not every text could be encoded. ` +
        "Pass the whole rank data of a byte-level vocabulary.",
    );
  }

  /** Rank of `bytes[start..end)`, whose mixed hash is `hash`, or NO_RANK. */
  find(bytes: Uint8Array, start: number, end: number, hash: number): number {
    if (!this.#filter.mayHave(hash)) return NO_RANK;
    const value = this.#table.find(bytes, start, end, hash);
    return value === 0 ? NO_RANK : value - 1;
  }

  /** Adds every token; returns the length of the longest. */
  #fill({ count, pool, ends, ranks }: RankTokens): number {
    let longest = 0;
    let start = 0;
    for (let index = 0; index < count; index++) {
      const end = ends[index] as number;
      const rank = ranks[index] as number;
      const length = end - start;
      const hash = hashRun(pool, start, end);
      this.#filter.add(hash);
      this.#table.addPooled(start, length, hash, rank + 1);
      if (length === 1) this.singles[pool[start] as number] = rank;
      if (length === 2) this.pairs[((pool[start] as number) << 8) | (pool[start + 1] as number)] = rank;
      if (length > longest) longest = length;
      start = end;
    }
    return longest;
  }
}

function powersOfBase(longest: number): Int32Array {
  const powers = new Int32Array(longest + 1).fill(1);
  for (let length = 1; length <= longest; length++) {
    powers[length] = Math.imul(powers[length - 1] as number, HASH_BASE);
  }
  return powers;
}
