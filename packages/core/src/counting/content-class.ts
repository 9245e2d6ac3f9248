/**
 * What a text mostly is, as far as vocabularies treat it differently: words in sentences, code and markup, data with many
 * digits (ids, times, hexadecimal, base64), or other scripts than Latin, drawn lines and pictures.
 */
export type ContentClass = "prose" | "code" | "data" | "non-latin";

/** Share of ASCII digits from which a text is data. */
const DATA_DIGITS = 0.08;
/** Share of ASCII punctuation from which a text is code. */
const CODE_SYMBOLS = 0.1;

/** Greek and everything after it but Vietnamese letters and typographic punctuation, each word with the blank before it. */
const NON_LATIN = / ?[\u0370-\u1dff\u1f00-\u1fff\u2070-\uffff]+/g;

/** A text without what is not Latin, and that alone. */
export interface DividedText {
  readonly latin: string;
  readonly nonLatin: string;
}

/**
 * Divides a text by script. The parts are for counting; characters of either part keep their order, and where one script
 * was taken out of the other, nothing is put in its place.
 *
 * @example
 * divideByScript("Tokyo 東京 2020"); // { latin: "Tokyo 2020", nonLatin: " 東京" }
 */
export function divideByScript(text: string): DividedText {
  const found = text.match(NON_LATIN);
  return found === null
    ? { latin: text, nonLatin: "" }
    : { latin: text.replace(NON_LATIN, ""), nonLatin: found.join("") };
}

/**
 * The class of a text in the Latin script.
 *
 * @example
 * contentClass('{"id":4711,"at":"2026-11-26T02:00:00Z"}'); // "data"
 */
export function contentClass(latin: string): Exclude<ContentClass, "non-latin"> {
  let digits = 0;
  let symbols = 0;
  for (let at = 0; at < latin.length; at++) {
    const code = latin.charCodeAt(at);
    if (code >= 48 && code <= 57) digits++;
    else if (isSymbol(code)) symbols++;
  }
  if (digits >= latin.length * DATA_DIGITS && digits > 0) return "data";
  return symbols >= latin.length * CODE_SYMBOLS && symbols > 0 ? "code" : "prose";
}

function isSymbol(code: number): boolean {
  return (
    (code >= 33 && code <= 47) ||
    (code >= 58 && code <= 64) ||
    (code >= 91 && code <= 96) ||
    (code >= 123 && code <= 126)
  );
}
