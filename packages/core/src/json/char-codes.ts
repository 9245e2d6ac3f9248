/** Character codes that JSON gives a meaning to. */
export const CharCode = {
  tab: 9,
  lineFeed: 10,
  carriageReturn: 13,
  space: 32,
  quote: 34,
  plus: 43,
  comma: 44,
  minus: 45,
  dot: 46,
  zero: 48,
  nine: 57,
  colon: 58,
  upperE: 69,
  openArray: 91,
  backslash: 92,
  closeArray: 93,
  lowerE: 101,
  openObject: 123,
  closeObject: 125,
} as const;

/** Whether JSON allows the character between two tokens. */
export function isJsonSpace(code: number): boolean {
  return (
    code === CharCode.space || code === CharCode.lineFeed || code === CharCode.carriageReturn || code === CharCode.tab
  );
}
