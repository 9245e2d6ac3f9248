import { Readable, type Transform } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import zlib from "node:zlib";
import type { Fault } from "./fault.js";

/** An answer in the pieces in which it is sent. */
export interface AnswerPieces {
  readonly contentType: string;
  readonly pieces: readonly Uint8Array[];
  /** Stands in the middle of a malformed answer. */
  readonly nonsense: string;
}

/** The response with an answer, as it is or with something wrong with it. */
export async function answerWithFault({ contentType, pieces, nonsense }: AnswerPieces, fault: Fault | undefined) {
  const headers = { "content-type": contentType, "cache-control": "no-cache" };
  const half = pieces.length >> 1;
  const respond = (body: AsyncIterable<Uint8Array>, more: Record<string, string> = {}) =>
    new Response(ReadableStream.from(body) as ReadableStream<Uint8Array>, { headers: { ...headers, ...more } });
  switch (fault) {
    case undefined:
      return respond(sent(pieces));
    case "reset":
      return respond(brokenOff([]));
    case "truncated":
      return respond(brokenOff(pieces.slice(0, half)));
    case "unfinished":
      return respond(sent(pieces.slice(0, half)));
    case "malformed":
      return respond(sent([...pieces.slice(0, half), Buffer.from(nonsense), ...pieces.slice(half)]));
    case "stall":
      return respond(stalled(pieces.slice(0, half)));
    case "silent":
      return new Promise<Response>(() => {});
    case "drip":
      return respond(dripped(pieces));
    case "gzip":
      return respond(encoded(zlib.createGzip({ flush: zlib.constants.Z_SYNC_FLUSH }), pieces), {
        "content-encoding": fault,
      });
    case "zstd":
      return respond(encoded(zlib.createZstdCompress(), pieces), { "content-encoding": fault });
  }
}

async function* sent(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

/** Bytes after which the connection breaks. */
async function* brokenOff(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
  // A server takes an error that comes at once for its own.
  await wait(20);
  throw new Error("The sandbox broke the answer off, as the request asked for.");
}

async function* stalled(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
  await new Promise(() => {});
}

async function* dripped(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const byte of Buffer.concat(pieces)) {
    yield Uint8Array.of(byte);
    await wait(1);
  }
}

function encoded(encoder: Transform, pieces: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  return Readable.from(pieces).pipe(encoder);
}
