import { type Budget, type BudgetPeriod, HeadroomError } from "@headroom/core";

/** Most dollars by period. */
export type PeriodLimits = { readonly [Period in BudgetPeriod]?: number | undefined };

/** Most dollars of all keys together, and of each. */
export interface BudgetLimits {
  /** What all callers together may spend. */
  readonly total?: PeriodLimits | undefined;
  /** What each caller may spend, known by its key. */
  readonly perKey?: PeriodLimits | undefined;
}

const PERIODS: readonly BudgetPeriod[] = ["hourly", "daily", "monthly"];
const MOST_DOLLARS = 1e9;

/**
 * The limits of one account, in micro-dollars.
 *
 * @throws HeadroomError `invalid-option` for an unknown period, or a limit that is no amount.
 */
export function limitsOf(name: keyof BudgetLimits, limits: PeriodLimits = {}): readonly Omit<Budget, "account">[] {
  for (const [period, dollars] of Object.entries(limits)) {
    if (!PERIODS.includes(period as BudgetPeriod)) {
      throw new HeadroomError("invalid-option", `budgets.${name} has ${PERIODS.join(", ")}, not ${period}.`);
    }
    if (dollars === undefined || (typeof dollars === "number" && dollars >= 0 && dollars <= MOST_DOLLARS)) continue;
    throw new HeadroomError(
      "invalid-option",
      `budgets.${name}.${period} must be an amount in dollars from 0 to a billion, not ${dollars}.`,
    );
  }
  return PERIODS.flatMap((period) => {
    const dollars = limits[period];
    return dollars === undefined ? [] : [{ period, limit: Math.round(dollars * 1e6) }];
  });
}

/**
 * Checks limits that come from outside.
 *
 * @throws HeadroomError `invalid-option` for what are no limits.
 */
export function checkBudgetLimits(value: unknown): asserts value is BudgetLimits {
  const refuse = (): never => {
    throw new HeadroomError("invalid-option", "budgets must be an object with total, perKey or both, each an object.");
  };
  if (!isRecord(value)) return refuse();
  for (const [name, limits] of Object.entries(value)) {
    if ((name !== "total" && name !== "perKey") || !isRecord(limits)) return refuse();
    limitsOf(name, limits);
  }
}

function isRecord(value: unknown): value is Record<string, never> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
