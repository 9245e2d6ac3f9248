const UTF8 = 0;
const UTF16 = 1;

/**
 * The bytes of a text, behind one that says how it is written: texts with lone surrogates have no form in UTF-8. Equal texts have
 * equal bytes, and none are empty.
 */
export function toBytes(text: string): Buffer {
  const isWellFormed = (text as string & { isWellFormed(): boolean }).isWellFormed();
  return Buffer.concat([Buffer.of(isWellFormed ? UTF8 : UTF16), Buffer.from(text, isWellFormed ? "utf8" : "utf16le")]);
}

/** The text that {@link toBytes} was given. */
export function fromBytes(bytes: Buffer): string {
  return bytes.subarray(1).toString(bytes[0] === UTF8 ? "utf8" : "utf16le");
}
