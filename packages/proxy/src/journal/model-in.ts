import type { RequestBody } from "../exchange/exchange.js";

const LOOKED_AT = 4096;
// In a text, a backslash stands before the quote.
const MODEL = /[{,\s]"model"\s*:\s*"([^"\\]{1,200})"/;

/** The model that a body names near its beginning or its end, without reading all of it; empty where there is none. */
export function modelIn(body: RequestBody | undefined): string {
  if (!(body instanceof Uint8Array)) return "";
  return find(body.subarray(0, LOOKED_AT)) ?? find(body.subarray(Math.max(LOOKED_AT, body.length - LOOKED_AT))) ?? "";
}

function find(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return MODEL.exec(text)?.[1];
}
