import { expect } from "vitest";
import { growthOfWork } from "./counting-work.js";

/** Long enough for the steps that are left out of short texts, and short enough for many of them. */
const LENGTH = 2500;
/** How much more work a character may be in a text that is four times as long. Quadratic work is four times as much. */
const MOST_GROWTH = 2;
/** So much work for a character is no matter. */
const LEAST_WORK = 150;

/**
 * Checks that the work for each character of a text stays about the same when the text becomes longer. Work is counted, not
 * timed.
 */
export function expectSteadyWork(name: string, make: (length: number) => string, run: (text: string) => unknown): void {
  const { growth, perCharacter } = growthOfWork(make, LENGTH, run);
  if (perCharacter > LEAST_WORK) expect(growth, `${name}: growth of work for each character`).toBeLessThan(MOST_GROWTH);
}
