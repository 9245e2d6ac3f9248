import { isDigit } from "./line-text.js";

/** The signs of one form, chosen so that its text gives no occasion to take it for anything else. */
export interface Signs {
  /** What the number of a pattern begins with. */
  readonly number: string;
  /** The place of a value in a pattern. Its first and last characters enclose the number of a value. */
  readonly place: string;
}

const NUMBER_SIGNS = ["#", "@", "%", "&", "~"];
export const PLACE_SIGNS = ["{}", "<>", "<*>", "{*}", "[*]", "(*)", "<?>", "{?}"];

/** The first signs that fit a text; `undefined` when it holds every sign for a place. */
export function chooseSigns(text: string): Signs | undefined {
  const place = PLACE_SIGNS.find((sign) => !text.includes(sign) && !enclosesDigits(text, sign));
  if (place === undefined) return undefined;
  const number = NUMBER_SIGNS.find((sign) => !beginsSomeLine(text, sign)) ?? (NUMBER_SIGNS[0] as string);
  return { number, place };
}

function beginsSomeLine(text: string, sign: string): boolean {
  return text.startsWith(sign) || text.includes(`\n${sign}`);
}

/** Whether digits stand between the first and the last character of a sign somewhere. */
function enclosesDigits(text: string, sign: string): boolean {
  const [open, close] = [sign[0] as string, sign.at(-1) as string];
  for (let at = text.indexOf(open); at >= 0; at = text.indexOf(open, at + 1)) {
    let end = at + 1;
    while (isDigit(text.charCodeAt(end))) end++;
    if (end > at + 1 && text[end] === close) return true;
  }
  return false;
}
