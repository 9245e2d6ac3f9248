/** Texts up to this many UTF-16 units are encoded into a buffer that is kept. */
const KEPT_UNITS = 16_384;
/** UTF-8 needs at most three bytes per UTF-16 unit. */
const BYTES_PER_UNIT = 3;

/**
 * The UTF-8 bytes of one text at a time: `bytes[0..length)`. Lone surrogates become U+FFFD.
 *
 * Ordinary texts share one buffer; the bytes of a longer text are made for it and dropped by `release`.
 */
export class Utf8Buffer {
  readonly #encoder = new TextEncoder();
  readonly #kept = new Uint8Array(KEPT_UNITS * BYTES_PER_UNIT);
  bytes = this.#kept;
  length = 0;

  /** Replaces the content by `text`. */
  fill(text: string): void {
    if (text.length <= KEPT_UNITS) {
      this.length = this.#encoder.encodeInto(text, this.#kept).written;
      return;
    }
    this.bytes = this.#encoder.encode(text);
    this.length = this.bytes.length;
  }

  /** Lets go of a long text. */
  release(): void {
    this.bytes = this.#kept;
    this.length = 0;
  }
}
