/**
 * Finds where the piece of text that starts at `start` ends. Pieces are what the vocabulary is applied to one by one:
 * no token reaches across two of them.
 *
 * `bytes[0..length)` is valid UTF-8, `start` is below `length`, and `classes` is the table of `characterClasses()`.
 */
export type Scanner = (classes: Uint8Array, bytes: Uint8Array, start: number, length: number) => number;
