/**
 * A polynomial hash over bytes, modulo 2^32. Because it is polynomial, the hash of any run follows from the hashes of
 * two prefixes: `hash(a..b) = hash(0..b) - hash(0..a) * HASH_BASE ** (b - a)`.
 *
 * Each byte counts as itself plus one, so that leading zero bytes change the hash.
 */
export const HASH_BASE = 0x01000193;

/** The hash of a run from the hash of all but its last byte; the empty run has the hash 0. */
export function appendByte(hash: number, byte: number): number {
  return (Math.imul(hash, HASH_BASE) + byte + 1) | 0;
}

/** Spreads a polynomial hash over all 32 bits; on their own its low bits follow the last bytes too closely. */
export function mixHash(hash: number): number {
  let mixed = hash ^ (hash >>> 15);
  mixed = Math.imul(mixed, 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}

/** The mixed hash of `bytes[start..end)`. */
export function hashRun(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at++) hash = appendByte(hash, bytes[at] as number);
  return mixHash(hash);
}
