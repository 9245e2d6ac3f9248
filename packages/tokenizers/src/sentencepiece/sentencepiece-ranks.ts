/** What a space is written as in a vocabulary. */
export const SPACE_MARK = "▁";

/**
 * The ranks of a vocabulary as one text. The vocabulary's own order is the order of merging, with two exceptions: single
 * characters are never merged into, and runs of spaces are, but after everything else and from the left. Longer runs rank
 * before shorter ones, which comes to the same as the leftmost first among equals.
 *
 * Ranks are no ids: the ids of pieces begin after those of control pieces and bytes.
 */
export function sentencePieceRanks(pieces: readonly string[]): string {
  const words = pieces.filter((piece) => !isSpaces(piece));
  const across = words.find((piece) => piece.lastIndexOf(SPACE_MARK) > 0);
  if (across !== undefined) {
    throw new Error(
      `The piece ${JSON.stringify(across)} reaches across a space. Pass the pieces of a vocabulary that splits at spaces.`,
    );
  }
  const spaces = pieces.filter(isSpaces).sort((a, b) => b.length - a.length);
  const bytes = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte));
  const texts = [...words, ...spaces].map(utf8).filter((text) => text.length > 1);
  return `! 0 ${[...bytes, ...texts].map((text) => base64(text)).join(" ")}`;
}

function isSpaces(piece: string): boolean {
  return piece !== "" && piece.replaceAll(SPACE_MARK, "") === "";
}

/** The UTF-8 bytes of a text as characters of one byte each. */
function utf8(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Base64 without padding; not every runtime has an encoder that takes bytes. */
function base64(bytes: string): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const group =
      (bytes.charCodeAt(at) << 16) | ((bytes.charCodeAt(at + 1) || 0) << 8) | (bytes.charCodeAt(at + 2) || 0);
    const digits = Math.min(4, bytes.length - at + 1);
    for (let digit = 0; digit < digits; digit++) text += ALPHABET[(group >> (18 - 6 * digit)) & 63];
  }
  return text;
}
