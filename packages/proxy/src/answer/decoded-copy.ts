import type { Transform } from "node:stream";
import zlib from "node:zlib";

/** Takes the bytes of an answer as they come. */
export interface ByteSink {
  push(bytes: Uint8Array): void;
  /** Resolves when all that was pushed has arrived. Never rejects: bytes that cannot be decoded end the copy. */
  end(): Promise<void>;
}

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: () => zlib.createGunzip(),
  "x-gzip": () => zlib.createGunzip(),
  deflate: () => zlib.createInflate(),
  br: () => zlib.createBrotliDecompress(),
  zstd: () => zlib.createZstdDecompress(),
};

/**
 * Hands the decoded bytes of an answer to `take`, for reading along: what the client gets stays as it is. Nothing is handed on
 * of an encoding that is not known.
 */
export function decodedCopy(encoding: string | undefined, take: (bytes: Uint8Array) => void): ByteSink {
  const name = encoding?.trim().toLowerCase() ?? "";
  if (name === "" || name === "identity") return { push: take, end: async () => {} };
  const decoder = Object.hasOwn(DECODERS, name) ? DECODERS[name]?.() : undefined;
  if (decoder === undefined) return { push: () => {}, end: async () => {} };
  const ended = new Promise<void>((resolve) => decoder.once("close", resolve));
  decoder.on("data", take).on("error", () => {});
  return {
    push: (bytes) => void (decoder.destroyed || decoder.write(bytes)),
    end: () => {
      decoder.end();
      return ended;
    },
  };
}
