import type { LineTable } from "../../form/line-table.js";
import type { LineHashes } from "./line-hashes.js";

/** A stretch of lines that stands in the body. */
export interface LineMatch<Source> {
  readonly source: Source;
  /** First of the lines in the source, from 0. */
  readonly from: number;
  readonly count: number;
}

interface Stretch<Source> {
  readonly source: Source;
  readonly lines: LineTable;
  readonly hashes: LineHashes;
  readonly from: number;
  readonly to: number;
}

/** Lines are looked up in blocks of this many, or of fewer that have this many characters. */
const BLOCK_LINES = 4;
const BLOCK_CHARACTERS = 400;
/** Lines that are kept track of; what comes later is not found. */
const MOST_LINES = 2_000_000;
/** Stretch and line in one number. */
const LINE_RANGE = 2 ** 28;

/**
 * Finds lines that stand earlier. Each block of lines is known by its first and its latest place; the longer run of the two
 * is taken. Time and memory are linear in the lines.
 */
export class LineIndex<Source> {
  readonly #stretches: Stretch<Source>[] = [];
  readonly #first = new Map<number, number>();
  readonly #latest = new Map<number, number>();
  #lines = 0;

  /** Adds the lines from `from` up to and without `to` of a source. */
  add(source: Source, lines: LineTable, hashes: LineHashes, from: number, to: number): void {
    const stretch = this.#stretches.push({ source, lines, hashes, from, to }) - 1;
    for (let line = from; line < to && this.#lines < MOST_LINES; line++, this.#lines++) {
      const key = blockKey(lines, hashes, line, to);
      if (key === undefined) return;
      const place = stretch * LINE_RANGE + line;
      if (!this.#first.has(key)) this.#first.set(key, place);
      this.#latest.set(key, place);
    }
  }

  /** The longest run of known lines that begins at a line; `undefined` where not even a block is known. */
  longest(lines: LineTable, hashes: LineHashes, line: number): LineMatch<Source> | undefined {
    const key = blockKey(lines, hashes, line, lines.count);
    const latest = key === undefined ? undefined : this.#latest.get(key);
    if (key === undefined || latest === undefined) return undefined;
    const newer = this.#extend(latest, lines, hashes, line);
    const first = this.#first.get(key) as number;
    const older = first === latest ? undefined : this.#extend(first, lines, hashes, line);
    return (older?.count ?? 0) > (newer?.count ?? 0) ? older : newer;
  }

  #extend(place: number, lines: LineTable, hashes: LineHashes, line: number): LineMatch<Source> | undefined {
    const {
      source,
      lines: theirs,
      hashes: known,
      to,
    } = this.#stretches[Math.floor(place / LINE_RANGE)] as Stretch<Source>;
    const from = place % LINE_RANGE;
    let count = 0;
    while (from + count < to && line + count < lines.count && known.equal(from + count, hashes, line + count)) count++;
    // Hashes may agree by chance, or by design.
    if (count === 0 || theirs.slice(from, from + count) !== lines.slice(line, line + count)) return undefined;
    return { source, from, count };
  }
}

/** The key of the block that begins at a line; `undefined` where too little follows. */
function blockKey(lines: LineTable, hashes: LineHashes, line: number, limit: number): number | undefined {
  const start = lines.start(line);
  let last = line;
  while (last - line + 1 < BLOCK_LINES && lines.end(last) - start < BLOCK_CHARACTERS) {
    last++;
    if (last >= limit) return undefined;
  }
  return hashes.keyOf(line, last + 1);
}
