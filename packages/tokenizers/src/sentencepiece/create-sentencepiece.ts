import type { Tokenizer } from "@headroom/core";
import { Merger } from "../merge/merger.js";
import { PieceCache } from "../piece-cache.js";
import { hashRun } from "../ranks/byte-hash.js";
import { RankTable } from "../ranks/rank-table.js";
import { Utf8Buffer } from "../utf8-buffer.js";
import { SPACE_MARK, sentencePieceRanks } from "./sentencepiece-ranks.js";

const CACHED_PIECES = 60_000;
/** The bytes of the mark that stands for a space. */
const [MARK_1, MARK_2, MARK_3] = [0xe2, 0x96, 0x81];

/**
 * Makes a tokenizer from the pieces of a SentencePiece vocabulary of the byte-pair kind with byte fallback, as Llama's and
 * Mistral's are. Text that looks like a control token is plain text. A text has a space put before it, as the models do.
 *
 * Time grows with n log n for any text.
 *
 * @param pieces Pieces in the order of the vocabulary, without control pieces and bytes; spaces are written `▁`.
 * @throws Error when a piece reaches across a space, which no vocabulary of this kind has.
 * @example
 * createSentencePiece(["▁h", "el", "lo", "▁hel", "▁hello", "▁", "h", "e", "l", "o"]).count("hello"); // 1
 */
export function createSentencePiece(pieces: readonly string[], id = "sentencepiece"): Tokenizer {
  const table = new RankTable(sentencePieceRanks(pieces));
  const merger = new Merger(table, "character");
  const cache = new PieceCache(CACHED_PIECES);
  const buffer = new Utf8Buffer();

  function countPiece(bytes: Uint8Array, start: number, end: number): number {
    const hash = hashRun(bytes, start, end);
    const remembered = cache.find(bytes, start, end, hash);
    if (remembered !== 0) return remembered;
    const tokens = merger.count(bytes, start, end);
    cache.remember(bytes, start, end, hash, tokens);
    return tokens;
  }

  function count(text: string): number {
    if (text === "") return 0;
    buffer.fill(SPACE_MARK + text.replaceAll(" ", SPACE_MARK));
    const { bytes, length } = buffer;
    let tokens = 0;
    for (let start = 0; start < length; ) {
      const end = wordEnd(bytes, start, length);
      tokens += countPiece(bytes, start, end);
      start = end;
    }
    buffer.release();
    return tokens;
  }

  return Object.freeze({ id, exact: true, count });
}

/** Spaces and what follows them up to the next space: no token reaches across. */
function wordEnd(bytes: Uint8Array, start: number, length: number): number {
  let at = start;
  while (at < length && isMark(bytes, at)) at += 3;
  while (at < length && !isMark(bytes, at)) at++;
  return at;
}

function isMark(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === MARK_1 && bytes[at + 1] === MARK_2 && bytes[at + 2] === MARK_3;
}
