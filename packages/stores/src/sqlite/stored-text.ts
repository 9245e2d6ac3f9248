/** What the database keeps for a text. Equal texts have equal stored forms, so stored forms can be compared in SQL. */
export type StoredText = string | Uint8Array;

/**
 * Most texts are kept as they are, in UTF-8. The driver cannot carry two kinds through that: lone surrogates, which UTF-8
 * has no form for, and NUL, at which reading stops. Those texts are kept as a blob of UTF-16 units (little endian).
 */
export function toStored(text: string): StoredText {
  return isWellFormed(text) && !text.includes("\0") ? text : Buffer.from(text, "utf16le");
}

/** The text that {@link toStored} was given. */
export function fromStored(stored: StoredText): string {
  if (typeof stored === "string") {
    return stored;
  }
  return Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength).toString("utf16le");
}

/** Bytes that a stored form occupies in the file. */
export function storedBytes(stored: StoredText): number {
  return typeof stored === "string" ? Buffer.byteLength(stored) : stored.byteLength;
}

/** In every Node that has the driver, though not in the library types of ES2023. */
function isWellFormed(text: string): boolean {
  return (text as string & { isWellFormed(): boolean }).isWellFormed();
}
