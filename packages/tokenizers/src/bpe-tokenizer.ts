import type { Tokenizer } from "@headroom/core";
import { Merger } from "./merge/merger.js";
import { PieceCache } from "./piece-cache.js";
import { hashRun } from "./ranks/byte-hash.js";
import { NO_RANK, RankTable } from "./ranks/rank-table.js";
import { characterClasses } from "./scan/character-class.js";
import { cl100kPieceEnd } from "./scan/cl100k-scanner.js";
import { o200kPieceEnd } from "./scan/o200k-scanner.js";
import type { Scanner } from "./scan/scanner.js";
import { tekkenPieceEnd } from "./scan/tekken-scanner.js";
import { Utf8Buffer } from "./utf8-buffer.js";

/** A byte-pair vocabulary. */
export interface BpeRanks {
  /** Names the vocabulary; becomes the tokenizer's id. */
  readonly id: string;
  /** The pattern that cuts text into the pieces which are merged one by one. */
  readonly pattern: "o200k" | "cl100k" | "tekken";
  /** Lines of `! firstRank token token …`, tokens in base64: what js-tiktoken calls `bpe_ranks`. */
  readonly rankText: string;
}

/** Options of `createBpeTokenizer`. */
export interface BpeTokenizerOptions {
  /**
   * How many pieces of text to remember the token count of, at up to 80 bytes each. Changes speed, never results.
   * @default 60_000
   */
  readonly cachedPieces?: number;
}

/** Counts and encodes text exactly as the vocabulary's reference tokenizer does. */
export interface BpeTokenizer extends Tokenizer {
  readonly exact: true;
  /** The token ids of `text`, with text that looks like a special token read as plain text. */
  encode(text: string): number[];
  /** Forgets the remembered pieces, which changes the speed of the next counts and nothing else. */
  clearCache(): void;
}

const SCANNERS: Readonly<Record<BpeRanks["pattern"], Scanner>> = {
  o200k: o200kPieceEnd,
  cl100k: cl100kPieceEnd,
  tekken: tekkenPieceEnd,
};
const CACHED_PIECES = 60_000;

/**
 * Makes a tokenizer from rank data. Building the tables takes a tenth of a second; `loadTokenizer` shares them.
 *
 * Time grows with n log n for any text, also for one that is a single piece. Lone surrogates count as U+FFFD. Counts
 * are not additive: `count(a + b)` may differ from `count(a) + count(b)`.
 *
 * @throws RangeError when an option is out of range, Error when the rank data cannot be read.
 * @example
 * import o200k from "js-tiktoken/ranks/o200k_base";
 * const tokenizer = createBpeTokenizer({ id: "o200k_base", pattern: "o200k", rankText: o200k.bpe_ranks });
 * tokenizer.count("hello world"); // 2
 */
export function createBpeTokenizer(ranks: BpeRanks, options: BpeTokenizerOptions = {}): BpeTokenizer {
  const pieceEnd = readPattern(ranks);
  const cache = new PieceCache(readCachedPieces(options));
  const table = new RankTable(ranks.rankText);
  const merger = new Merger(table);
  const buffer = new Utf8Buffer();
  const classes = characterClasses();

  /** A piece that is a token counts as one, whatever merging its bytes would give. */
  function rankOfPiece(bytes: Uint8Array, start: number, end: number, hash: number): number {
    return end - start > table.longest ? NO_RANK : table.find(bytes, start, end, hash);
  }

  function countPiece(bytes: Uint8Array, start: number, end: number): number {
    if (end - start === 1) return 1;
    const hash = hashRun(bytes, start, end);
    if (rankOfPiece(bytes, start, end, hash) !== NO_RANK) return 1;
    const remembered = cache.find(bytes, start, end, hash);
    if (remembered !== 0) return remembered;
    const tokens = merger.count(bytes, start, end);
    cache.remember(bytes, start, end, hash, tokens);
    return tokens;
  }

  function count(text: string): number {
    buffer.fill(text);
    const { bytes, length } = buffer;
    let tokens = 0;
    for (let start = 0; start < length; ) {
      const end = pieceEnd(classes, bytes, start, length);
      tokens += countPiece(bytes, start, end);
      start = end;
    }
    buffer.release();
    return tokens;
  }

  function encode(text: string): number[] {
    buffer.fill(text);
    const { bytes, length } = buffer;
    const ids: number[] = [];
    for (let start = 0; start < length; ) {
      const end = pieceEnd(classes, bytes, start, length);
      const rank = rankOfPiece(bytes, start, end, hashRun(bytes, start, end));
      if (rank === NO_RANK) merger.appendIds(bytes, start, end, ids);
      else ids.push(rank);
      start = end;
    }
    buffer.release();
    return ids;
  }

  return Object.freeze({ id: ranks.id, exact: true, count, encode, clearCache: () => cache.clear() });
}

function readPattern({ pattern }: BpeRanks): Scanner {
  if (Object.hasOwn(SCANNERS, pattern)) return SCANNERS[pattern];
  throw new RangeError(`There is no pattern "${pattern}". Use "o200k", "cl100k" or "tekken".`);
}

function readCachedPieces({ cachedPieces = CACHED_PIECES }: BpeTokenizerOptions): number {
  if (Number.isInteger(cachedPieces) && cachedPieces >= 0 && cachedPieces <= 10_000_000) return cachedPieces;
  throw new RangeError(`cachedPieces is ${cachedPieces}. Use a whole number from 0 to 10000000.`);
}
