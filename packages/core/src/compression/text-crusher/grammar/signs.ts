/** The signs of one form, chosen so that its text gives little occasion to take it for anything else. */
export interface Signs {
  /** What the number of a pattern begins with. */
  readonly number: string;
  /** The place of a value in a pattern. */
  readonly place: string;
}

const NUMBER_SIGNS = ["#", "@", "%", "&", "~"];
export const PLACE_SIGNS = ["{}", "<>", "<*>", "{*}", "[*]", "(*)", "<?>"];

/** The first signs that fit a text; `undefined` when it holds every sign for a place. */
export function chooseSigns(text: string): Signs | undefined {
  const place = PLACE_SIGNS.find((sign) => !text.includes(sign));
  if (place === undefined) return undefined;
  const number = NUMBER_SIGNS.find((sign) => !beginsSomeLine(text, sign)) ?? (NUMBER_SIGNS[0] as string);
  return { number, place };
}

function beginsSomeLine(text: string, sign: string): boolean {
  return text.startsWith(sign) || text.includes(`\n${sign}`);
}
