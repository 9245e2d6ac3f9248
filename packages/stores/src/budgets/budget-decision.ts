import type { BudgetDecision, BudgetState } from "@headroom/core";
import type { BudgetWindow } from "./budget-window.js";

/** Amounts of one window, in micro-dollars. */
export interface Amounts {
  readonly spent: number;
  readonly reserved: number;
}

/** Whether a window has room for an amount. */
export function hasRoom({ budget }: BudgetWindow, { spent, reserved }: Amounts, amount: number): boolean {
  return spent + reserved + amount <= budget.limit;
}

/** What is said of a window. */
export function stateOf({ budget, endsAt }: BudgetWindow, { spent, reserved }: Amounts): BudgetState {
  return { budget, spent, reserved, resetsAt: endsAt };
}

/** The decision on a reservation, from the amounts after it. `exhausted` is the number of the first window without room. */
export function decisionOf(
  windows: readonly BudgetWindow[],
  amounts: readonly Amounts[],
  exhausted: number,
): BudgetDecision {
  const states = windows.map((window, index) => stateOf(window, amounts[index] as Amounts));
  const without = states[exhausted];
  return {
    admitted: without === undefined,
    states,
    ...(without !== undefined && { exhausted: without }),
    windows: windows.map(({ key }) => key),
  };
}
