/** How characters join into tokens, by character code. */
const LETTER = 1;
const CAPITAL = 2;
const DIGIT = 3;
const BLANK = 4;
const SIGN = 5;
const OTHER = 6;

const CLASSES = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code >= 97 && code <= 122) return LETTER;
  if (code >= 65 && code <= 90) return CAPITAL;
  if (code >= 48 && code <= 57) return DIGIT;
  return code <= 32 ? BLANK : SIGN;
});

/**
 * About how many tokens a stretch of a text has: words by their humps, digits by threes, a blank before a word for nothing,
 * signs by twos. Good enough to choose between two ways to write the same lines; the whole is counted exactly afterwards.
 */
export function roughTokens(text: string, from = 0, to = text.length): number {
  let tokens = 0;
  for (let at = from; at < to; ) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? (CLASSES[code] as number) : OTHER;
    let end = at + 1;
    if (kind === OTHER) tokens += 1;
    else if (kind === LETTER || kind === CAPITAL) {
      while (end < to && classAt(text, end) === CAPITAL && kind === CAPITAL) end++;
      while (end < to && classAt(text, end) === LETTER) end++;
      const length = end - at;
      tokens += length <= 7 ? 1 : length <= 13 ? 1.5 : length / 5;
    } else {
      while (end < to && classAt(text, end) === kind) end++;
      const length = end - at;
      if (kind === DIGIT) tokens += Math.ceil(length / 3);
      else if (kind === SIGN) tokens += length <= 2 ? 1 : 1 + length / 12;
      else if (length > 1 || end === to || classAt(text, end) === DIGIT) tokens += 1;
    }
    at = end;
  }
  return tokens;
}

function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 128 ? (CLASSES[code] as number) : OTHER;
}
