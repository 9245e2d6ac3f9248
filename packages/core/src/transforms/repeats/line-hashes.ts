import type { LineTable } from "../../form/line-table.js";

/** Two numbers of 32 bits for each line of a text. Equal lines have equal ones; nearly always only they. */
export interface LineHashes {
  /** Whether a line of this text and one of another have equal hashes. */
  equal(line: number, other: LineHashes, otherLine: number): boolean;
  /** One number for the lines from `from` up to and without `to`. */
  keyOf(from: number, to: number): number;
  readonly low: Int32Array;
  readonly high: Int32Array;
}

export function hashLines(lines: LineTable): LineHashes {
  const low = new Int32Array(lines.count);
  const high = new Int32Array(lines.count);
  for (let line = 0; line < lines.count; line++) {
    let a = 0x811c9dc5 | 0;
    let b = 0x2f0b4c47;
    const end = lines.end(line);
    for (let at = lines.start(line); at < end; at++) {
      const code = lines.text.charCodeAt(at);
      a = Math.imul(a ^ code, 0x01000193);
      b = Math.imul(b + code, 0x5bd1e995) ^ (b >>> 15);
    }
    low[line] = a;
    high[line] = b;
  }
  return {
    low,
    high,
    equal: (line, other, otherLine) => low[line] === other.low[otherLine] && high[line] === other.high[otherLine],
    keyOf(from, to) {
      let a = 0;
      let b = 0;
      for (let line = from; line < to; line++) {
        a = Math.imul(a ^ (low[line] as number), 0x01000193) ^ (a >>> 13);
        b = Math.imul(b + (high[line] as number), 0x5bd1e995) ^ (b >>> 15);
      }
      return (a >>> 0) * 2 ** 21 + (b >>> 11);
    },
  };
}
