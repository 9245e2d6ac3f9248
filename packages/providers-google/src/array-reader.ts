/** Reads the elements of one JSON array as they arrive. */
export interface ArrayReader {
  /** Reads on. The bytes may be cut anywhere. */
  push(bytes: Uint8Array): void;
}

/** An element of more bytes than this is skipped; it bounds what the reader holds. */
const MAX_ELEMENT_BYTES = 262_144;

const QUOTE = 34;
const BACKSLASH = 92;
const BYTE_ORDER_MARK = new Set([0xef, 0xbb, 0xbf]);
const SPACE = new Set([9, 10, 13, 32]);
const OPEN = new Set([0x5b, 0x7b]);
const CLOSE = new Set([0x5d, 0x7d]);

/**
 * Calls `onElement` with the text of each object or list in an array as soon as it is complete. Bytes that do not begin as
 * an array are passed over, whatever they are.
 *
 * Brackets, quotes and backslashes are never part of a longer character in UTF-8, so bytes are looked at one by one.
 */
export function createArrayReader(onElement: (text: string) => void): ArrayReader {
  let state: "before" | "within" | "foreign" = "before";
  let depth = 0;
  let inString = false;
  let escaped = false;
  let held: Uint8Array[] = [];
  let heldBytes = 0;

  function hold(bytes: Uint8Array): void {
    heldBytes += bytes.length;
    if (heldBytes > MAX_ELEMENT_BYTES) held = [];
    else if (bytes.length > 0) held.push(bytes.slice());
  }

  function finish(): void {
    if (heldBytes <= MAX_ELEMENT_BYTES) onElement(decodeAll(held));
    held = [];
    heldBytes = 0;
  }

  /** Follows one byte; says whether it ends an element. */
  function follow(byte: number): boolean {
    if (inString) {
      if (escaped) escaped = false;
      else if (byte === BACKSLASH) escaped = true;
      else if (byte === QUOTE) inString = false;
      return false;
    }
    if (byte === QUOTE) inString = true;
    else if (OPEN.has(byte)) depth++;
    else if (CLOSE.has(byte)) return --depth === 1;
    return false;
  }

  function begin(bytes: Uint8Array): number {
    const at = bytes.findIndex((byte) => !SPACE.has(byte) && !BYTE_ORDER_MARK.has(byte));
    if (at < 0) return bytes.length;
    state = bytes[at] === 0x5b ? "within" : "foreign";
    depth = 1;
    return at + 1;
  }

  return {
    push(bytes) {
      let at = state === "before" ? begin(bytes) : 0;
      if (state !== "within") return;
      let start = at;
      for (; at < bytes.length && depth > 0; at++) {
        const byte = bytes[at] as number;
        if (depth === 1 && !inString && OPEN.has(byte)) start = at;
        if (follow(byte)) {
          hold(bytes.subarray(start, at + 1));
          finish();
        }
      }
      if (depth > 1) hold(bytes.subarray(start));
    },
  };
}

function decodeAll(pieces: readonly Uint8Array[]): string {
  const decoder = new TextDecoder();
  const texts = pieces.map((piece) => decoder.decode(piece, { stream: true }));
  return texts.join("") + decoder.decode();
}
