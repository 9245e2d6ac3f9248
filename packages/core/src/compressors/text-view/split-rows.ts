/** Longer lines are taken apart. */
const LONGEST_LINE = 1500;
/** How long the pieces of a long line are: not shorter, unless at the end, nor longer. */
const LEAST_PIECE = 250;
const LONGEST_PIECE = 500;
/** What may end a piece, the best first: a tag, a sentence or list item, a word. */
const ENDS: readonly RegExp[] = [/>(?=<)/g, /[.;!?](?= )|[,;](?=["{[ ])|\}(?=,)/g, /[\s,]/g];

/** Where rows of a text begin and end: lines without their line feeds, and pieces of long lines. */
export interface RowPlaces {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Whether there are lines that were taken apart. */
  readonly hasPieces: boolean;
}

/** Lines are counted as by `split("\n")`. Linear, however long the lines are. */
export function splitRows(text: string): RowPlaces {
  const starts: number[] = [];
  const ends: number[] = [];
  let hasPieces = false;
  for (let start = 0; start <= text.length; ) {
    const feed = text.indexOf("\n", start);
    const end = feed < 0 ? text.length : feed;
    let at = start;
    if (end - start > LONGEST_LINE) {
      hasPieces = true;
      while (end - at > LONGEST_PIECE) {
        const next = endOfPiece(text, at);
        starts.push(at);
        ends.push(next);
        at = next;
      }
    }
    starts.push(at);
    ends.push(end);
    start = end + 1;
  }
  return { starts: Int32Array.from(starts), ends: Int32Array.from(ends), hasPieces };
}

function endOfPiece(text: string, start: number): number {
  const window = text.slice(start + LEAST_PIECE, start + LONGEST_PIECE);
  for (const pattern of ENDS) {
    let last = -1;
    for (const match of window.matchAll(pattern)) last = match.index + match[0].length;
    if (last >= 0) return start + LEAST_PIECE + last;
  }
  const end = start + LONGEST_PIECE;
  const code = text.charCodeAt(end - 1);
  // A pair of surrogates is one character.
  return code >= 0xd800 && code <= 0xdbff ? end - 1 : end;
}
