/** A line of a file; without a text where it is longer than what is read. */
export interface FileLine {
  readonly text?: string;
}

const LINE_FEED = 10;

/**
 * The lines of a stream of bytes, one at a time, whatever the length of the whole. Of a line with more than `most` bytes
 * nothing is kept.
 *
 * @example
 * for await (const { text = "" } of readLines(createReadStream("requests.jsonl"), 1_000_000)) JSON.parse(text);
 */
export async function* readLines(bytes: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<FileLine> {
  let pieces: Uint8Array[] = [];
  let length = 0;
  const add = (piece: Uint8Array): void => {
    length += piece.length;
    if (length <= most) pieces.push(piece);
    else pieces = [];
  };
  const take = (): FileLine => {
    const line = length > most ? {} : { text: Buffer.concat(pieces).toString() };
    pieces = [];
    length = 0;
    return line;
  };
  for await (const chunk of bytes) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      add(chunk.subarray(from, end));
      yield take();
      from = end + 1;
    }
    if (from < chunk.length) add(chunk.subarray(from));
  }
  if (length > 0) yield take();
}
