import { promisify } from "node:util";
import zlib from "node:zlib";
import type { RelayWarning } from "../headers/report-headers.js";

type Decoder = (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Buffer>;

const DECODERS: Readonly<Record<string, Decoder>> = {
  gzip: promisify(zlib.gunzip) as Decoder,
  "x-gzip": promisify(zlib.gunzip) as Decoder,
  deflate: promisify(zlib.inflate) as Decoder,
  br: promisify(zlib.brotliDecompress) as Decoder,
  zstd: promisify(zlib.zstdDecompress) as Decoder,
};

/** The decoded body, or why there is none. */
export type Decoded = { readonly bytes: Uint8Array } | { readonly warning: RelayWarning };

/**
 * Decodes a body of the given `Content-Encoding` up to `limit` bytes, off the main thread. A body that was never encoded
 * comes back as the same reference.
 */
export async function decodeBody(bytes: Uint8Array, encoding: string | undefined, limit: number): Promise<Decoded> {
  const name = encoding?.trim().toLowerCase() ?? "";
  if (name === "" || name === "identity") return { bytes };
  const decoder = Object.hasOwn(DECODERS, name) ? DECODERS[name] : undefined;
  if (decoder === undefined) return { warning: "unknown-content-encoding" };
  try {
    return { bytes: await decoder(bytes, { maxOutputLength: limit }) };
  } catch (error) {
    const { code } = error as { code?: unknown };
    return { warning: code === "ERR_BUFFER_TOO_LARGE" ? "decoded-body-too-large" : "undecodable-body" };
  }
}
