import type { Readable, Writable } from "node:stream";

const LINE_FEED = 0x0a;
const END = Uint8Array.of(LINE_FEED);

/** The lines of a stream without their line feeds, whatever the bytes are; at the end also one that does not end. */
export async function* linesOf(stream: Readable): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  for await (const chunk of stream) {
    const bytes: Uint8Array = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
      yield Buffer.concat([...parts, bytes.subarray(start, end)]);
      parts = [];
      start = end + 1;
    }
    if (start < bytes.length) parts.push(bytes.subarray(start));
  }
  if (parts.length > 0) yield Buffer.concat(parts);
}

/** Writes one line and waits until the stream has taken it. */
export function writeLine(stream: Writable, line: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(Buffer.concat([line, END]), (error) => (error ? reject(error) : resolve()));
  });
}
