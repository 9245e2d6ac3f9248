const SPACE = 0x20;
const NEWLINE = 0x0a;
const BANG = 0x21;
const ZERO = 0x30;
const NINE = 0x39;
const PADDING = 0x3d;
const NO_DIGIT = 0xff;
/** A space and two digits, which hold one byte. */
const FEWEST_TOKEN_CHARACTERS = 3;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The tokens of a vocabulary: for `k < count`, the bytes `pool[ends[k - 1]..ends[k])` have the rank `ranks[k]`. */
export interface RankTokens {
  readonly count: number;
  readonly pool: Uint8Array;
  readonly ends: Int32Array;
  readonly ranks: Int32Array;
}

/**
 * Reads lines of `! firstRank token token …`, tokens in base64, ranks ascending by one along a line.
 *
 * The base64 is decoded straight into one pool. No string is made per token, which is what keeps loading fast.
 */
export function readRankTokens(rankText: string): RankTokens {
  const text = new TextEncoder().encode(rankText);
  const digits = base64Digits();
  const pool = new Uint8Array(Math.ceil((text.length * 3) / 4));
  const ends = new Int32Array(Math.ceil(text.length / FEWEST_TOKEN_CHARACTERS));
  const ranks = new Int32Array(ends.length);
  let pooled = 0;
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const head = readLineHead(text, at);
    let rank = head.firstRank;
    at = head.end;
    while (text[at] === SPACE) {
      let bits = 0;
      let value = 0;
      for (at++; at < text.length; at++) {
        const digit = digits[text[at] as number] as number;
        if (digit === NO_DIGIT) break;
        value = (value << 6) | digit;
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        pool[pooled++] = value >> bits;
      }
      while (text[at] === PADDING) at++;
      if (pooled === (ends[count - 1] ?? 0)) throw malformed("an empty token", at);
      ends[count] = pooled;
      ranks[count++] = rank++;
    }
    if (at < text.length && text[at] !== NEWLINE) throw malformed("a character that is not base64", at);
  }
  return { count, pool: pool.slice(0, pooled), ends, ranks };
}

function readLineHead(text: Uint8Array, start: number): { firstRank: number; end: number } {
  const first = start + 2;
  if (text[start] !== BANG || text[start + 1] !== SPACE) throw malformed('a line that does not start with "! "', start);
  let end = first;
  let firstRank = 0;
  for (; end < text.length; end++) {
    const digit = text[end] as number;
    if (digit < ZERO || digit > NINE) break;
    firstRank = firstRank * 10 + digit - ZERO;
  }
  if (end === first) throw malformed("a line without its first rank", end);
  return { firstRank, end };
}

function malformed(found: string, at: number): Error {
  return new Error(
    `The rank data cannot be read: ${found}, at byte ${at}. ` +
      'Pass lines of "! firstRank token token …" with tokens in base64, such as `bpe_ranks` of js-tiktoken.',
  );
}

/** Value by character code. */
function base64Digits(): Uint8Array {
  const digits = new Uint8Array(256).fill(NO_DIGIT);
  for (let digit = 0; digit < ALPHABET.length; digit++) digits[ALPHABET.charCodeAt(digit)] = digit;
  return digits;
}
