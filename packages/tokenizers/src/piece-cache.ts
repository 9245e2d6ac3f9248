import { RunTable } from "./ranks/run-table.js";

/** Longer pieces are rarely seen twice, and would fill the pool. */
const LONGEST_CACHED = 64;
/** Room in the pool per piece: the average of real traffic lies below it. */
const POOL_BYTES_PER_PIECE = 16;

/**
 * Remembers how many tokens a merged piece has. Its memory is fixed: when it is full it forgets everything and starts
 * again, which is cheap and can never change a result.
 */
export class PieceCache {
  readonly #counts: RunTable;

  /** @param mostPieces How many pieces to remember; 0 for none. */
  constructor(mostPieces: number) {
    const pool = mostPieces === 0 ? 0 : Math.max(LONGEST_CACHED, mostPieces * POOL_BYTES_PER_PIECE);
    this.#counts = new RunTable(mostPieces, new Uint8Array(pool));
  }

  /** Tokens of the piece `bytes[start..end)`, whose mixed hash is `hash`, or 0 when it is not remembered. */
  find(bytes: Uint8Array, start: number, end: number, hash: number): number {
    return end - start > LONGEST_CACHED ? 0 : this.#counts.find(bytes, start, end, hash);
  }

  /** Remembers the tokens of a piece that was not found. */
  remember(bytes: Uint8Array, start: number, end: number, hash: number, tokens: number): void {
    if (end - start > LONGEST_CACHED) return;
    if (!this.#counts.hasRoomFor(end - start)) this.#counts.clear();
    if (this.#counts.hasRoomFor(end - start)) this.#counts.add(bytes, start, end, hash, tokens);
  }

  clear(): void {
    this.#counts.clear();
  }
}
