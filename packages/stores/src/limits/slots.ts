import { HeadroomError, type RateCharge, type RateLimit } from "@headroom/core";

/** Parts of a window in which units are counted together. What was taken in a part comes back as a whole. */
const SLOTS = 60;

/** Length of a slot in milliseconds. */
export function slotMs({ windowMs }: Pick<RateLimit, "windowMs">): number {
  return Math.ceil(windowMs / SLOTS);
}

/**
 * @throws HeadroomError `invalid-option` for numbers that are no limit.
 */
export function checkCharges(charges: readonly RateCharge[]): void {
  for (const { name, units, windowMs, cost } of charges) {
    if (!(isWhole(units, 1) && isWhole(windowMs, 1) && isWhole(cost, 0))) {
      throw new HeadroomError(
        "invalid-option",
        `The limit ${JSON.stringify(name)} needs whole numbers: units and windowMs of at least 1, and a cost of at least 0. It has ${units}, ${windowMs} and ${cost}.`,
      );
    }
  }
}

function isWhole(value: number, least: number): boolean {
  return Number.isSafeInteger(value) && value >= least;
}
