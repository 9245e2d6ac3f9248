/**
 * What is likely to change between two requests although the rest of a system prompt stays: days, times of the day, git
 * status, working directories, identifiers, and values that only make a request unique.
 */
export type VolatileKind = "date" | "time" | "git-status" | "directory" | "id" | "nonce";

/** A value in a text that is recognised exactly. Offsets in UTF-16 units, `end` exclusive. */
export interface VolatileSpan {
  readonly kind: VolatileKind;
  readonly start: number;
  readonly end: number;
  /** Whether the words say that it is the moment of the request. Everybody who asks at that moment is told the same. */
  readonly isNow: boolean;
}

/** Finds values of its kinds, in any order; they may overlap. Takes time linear in the text. */
export type Recogniser = (text: string) => readonly VolatileSpan[];
