/** A lossless form of this share of the original, or of this many tokens, is small enough: nothing is left out. */
export const SMALL_SHARE = 0.15;
export const SMALL_TOKENS = 1000;
/** A view must be this much smaller than the lossless form to be worth leaving something out. */
const WORTH_SHARE = 0.8;

/** Whether a text of `original` tokens whose best lossless form has `lossless` tokens is still large. */
export function isStillLarge(original: number, lossless: number): boolean {
  return lossless > Math.max(SMALL_TOKENS, original * SMALL_SHARE);
}

/** Whether a view of so many tokens is so much smaller that something may be left out. */
export function isWorthLeavingOut(view: number, lossless: number): boolean {
  return view <= lossless * WORTH_SHARE;
}
