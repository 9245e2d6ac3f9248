/**
 * A text in pieces of at most `most` characters that make it up again, cut behind line breaks where there are any and never
 * through a surrogate pair. An empty text has no pieces.
 *
 * @example
 * piecesOf("one\ntwo\nthree", 8); // ["one\ntwo\n", "three"]
 */
export function piecesOf(text: string, most: number): readonly string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = start + most < text.length ? cutBefore(text, start, start + most) : text.length;
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

function cutBefore(text: string, start: number, end: number): number {
  const lineEnd = text.lastIndexOf("\n", end - 1) + 1;
  if (lineEnd > start) return lineEnd;
  const code = text.charCodeAt(end - 1);
  const cutsPair = code >= 0xd800 && code <= 0xdbff && end - 1 > start;
  return cutsPair ? end - 1 : end;
}
