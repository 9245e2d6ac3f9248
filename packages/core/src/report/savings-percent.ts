/**
 * Savings as a share of what there was before, in per cent with one decimal. Negative where it became more, 0 where there was
 * nothing.
 *
 * @example
 * savingsPercent(1, 3); // 33.3
 */
export function savingsPercent(saved: number, before: number): number {
  return before === 0 ? 0 : Math.round((1000 * saved) / before) / 10;
}
