import { type Budget, type Budgets, HeadroomError } from "@headroom/core";
import { createMemoryBudgets } from "@headroom/stores/memory";
import { OUTPUT_TOKENS_AHEAD } from "../rate-limits/rate-limit-options.js";
import { type BudgetLimits, limitsOf } from "./budget-limits.js";

export interface BudgetOptions extends BudgetLimits {
  /**
   * Requests to models without a known price: they are passed on and cost nothing here, or they are refused.
   *
   * @default "allow"
   */
  readonly unpriced?: "allow" | "refuse" | undefined;
  /** Most output tokens that money is set aside for before a request is answered. @default 4096 */
  readonly outputTokensAhead?: number | undefined;
  /** Where days and months begin, for the budgets that are made here: a name such as `Europe/Berlin`. @default "UTC" */
  readonly timeZone?: string | undefined;
  /** Keeps what is spent. @default in this process, forgotten when it ends */
  readonly store?: Budgets | undefined;
}

export interface ResolvedBudgets {
  /** The budgets that a caller's requests must fit into. */
  budgetsOf(caller: string): readonly Budget[];
  readonly unpriced: "allow" | "refuse";
  readonly outputTokensAhead: number;
  readonly store: Budgets;
}

/** The account of what all callers spend together. Cannot be the digest of a caller. */
export const TOTAL = "total";

/**
 * Fills in what is left out.
 *
 * @throws HeadroomError `invalid-option` where there is no limit, or one that is no amount, or an unknown time zone.
 */
export function resolveBudgets(options: BudgetOptions): ResolvedBudgets {
  const { unpriced = "allow", outputTokensAhead = OUTPUT_TOKENS_AHEAD, timeZone } = options;
  const total = limitsOf("total", options.total);
  const perKey = limitsOf("perKey", options.perKey);
  if (total.length + perKey.length === 0) {
    throw new HeadroomError(
      "invalid-option",
      "budgets needs a limit, such as total: { daily: 10 } or perKey: { monthly: 50 }. Set one, or leave budgets out.",
    );
  }
  if (!(Number.isSafeInteger(outputTokensAhead) && outputTokensAhead >= 0)) {
    throw new HeadroomError(
      "invalid-option",
      `budgets.outputTokensAhead must be a whole number of at least 0, not ${outputTokensAhead}.`,
    );
  }
  return {
    budgetsOf: (caller) => [
      ...total.map((limit) => ({ account: TOTAL, ...limit })),
      ...perKey.map((limit) => ({ account: caller, ...limit })),
    ],
    unpriced,
    outputTokensAhead,
    store: options.store ?? createMemoryBudgets({ timeZone }),
  };
}
