/** What an option accepts, in words and as a test. */
export interface OptionKind {
  /** Goes on from "it must be". */
  readonly says: string;
  accepts(value: unknown): boolean;
}

export const FLAG: OptionKind = { says: "true or false", accepts: (value) => typeof value === "boolean" };

export const COUNT: OptionKind = {
  says: "a whole number of at least 0",
  accepts: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
};

export const POSITIVE_COUNT: OptionKind = {
  says: "a whole number of at least 1",
  accepts: (value) => Number.isSafeInteger(value) && (value as number) >= 1,
};

export const SHARE: OptionKind = {
  says: "a number from 0 to 1",
  accepts: (value) => isFiniteNumber(value) && value >= 0 && value <= 1,
};

export const POSITIVE_NUMBER: OptionKind = {
  says: "a number above 0",
  accepts: (value) => isFiniteNumber(value) && value > 0,
};

export const NUMBER_FROM_ZERO: OptionKind = {
  says: "a number of 0 or more",
  accepts: (value) => isFiniteNumber(value) && value >= 0,
};

/** One of a few words. */
export function oneOf(words: readonly string[]): OptionKind {
  return { says: `one of ${words.join(", ")}`, accepts: (value) => words.includes(value as string) };
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
