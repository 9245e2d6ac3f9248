import type { Budget } from "@headroom/core";
import type { Calendar, PeriodWindow } from "../calendar/calendar.js";

/** One period of one budget. */
export interface BudgetWindow extends PeriodWindow {
  readonly budget: Budget;
  /** Names it among all windows of all budgets: `account period id`. */
  readonly key: string;
}

/** The windows that budgets are in at a moment. */
export function windowsAt(calendar: Calendar, budgets: readonly Budget[], at: number): readonly BudgetWindow[] {
  return budgets.map((budget) => {
    const window = calendar(budget.period, at);
    return { ...window, budget, key: `${budget.account} ${budget.period} ${window.id}` };
  });
}
