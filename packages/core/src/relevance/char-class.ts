/** What a UTF-16 unit is to the division of a text into terms. */
export const CharClass = { other: 0, lower: 1, upper: 2, digit: 3, connector: 4, letter: 5, ideograph: 6 } as const;
export type CharClass = (typeof CharClass)[keyof typeof CharClass];

/** Characters that join words to one identifier, path, address, version or date when they stand alone between them. */
const CONNECTORS = "._-/:@";
const ASCII = asciiClasses();
/** From here on no script has two cases. */
const CASELESS_FROM = 0x0590;
const LOWER = lowerCaseTable();

/** Unicode letters are not looked up: outside of ASCII all but the blocks of signs counts as letters. */
export function classOf(code: number): CharClass {
  if (code < 128) return ASCII[code] as CharClass;
  // Beyond the end of a text the code is NaN.
  if (!(code >= 0xc0) || code === 0xd7 || code === 0xf7) return CharClass.other;
  if (code < 0x2000) return CharClass.letter;
  if (code < 0x2c00) return CharClass.other;
  if (code < 0x3040) return code >= 0x2e00 ? CharClass.other : CharClass.letter;
  if (code < 0xa000) return CharClass.ideograph;
  if (code >= 0xac00 && code < 0xd7b0) return CharClass.ideograph;
  return code >= 0xd800 && code < 0xf900 ? CharClass.other : code >= 0xfe00 ? CharClass.other : CharClass.letter;
}

/** The unit in lower case. Units that have no lower case of one unit stay as they are. */
export function lowerUnit(code: number): number {
  return code < CASELESS_FROM ? (LOWER[code] as number) : code;
}

/** A text in the lower case of {@link lowerUnit}: unit by unit, so the length and all places stay. */
export function lowerText(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length && isAscii(text)) return lower;
  let result = "";
  for (let i = 0; i < text.length; i++) result += String.fromCharCode(lowerUnit(text.charCodeAt(i)));
  return result;
}

export function isWordUnit(code: number): boolean {
  const found = classOf(code);
  return found !== CharClass.other && found !== CharClass.connector && found !== CharClass.ideograph;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

function asciiClasses(): Uint8Array {
  const classes = new Uint8Array(128);
  for (let code = 48; code <= 57; code++) classes[code] = CharClass.digit;
  for (let code = 65; code <= 90; code++) classes[code] = CharClass.upper;
  for (let code = 97; code <= 122; code++) classes[code] = CharClass.lower;
  for (const connector of CONNECTORS) classes[connector.charCodeAt(0)] = CharClass.connector;
  return classes;
}

function lowerCaseTable(): Uint16Array {
  const table = new Uint16Array(CASELESS_FROM);
  for (let code = 0; code < CASELESS_FROM; code++) {
    const lower = String.fromCharCode(code).toLowerCase();
    table[code] = lower.length === 1 ? lower.charCodeAt(0) : code;
  }
  return table;
}
