import type { BudgetState } from "@headroom/core";
import { createMemoryBudgets } from "@headroom/stores/memory";
import type { FailureListener } from "../../failure-listener.js";
import type { RelayStep } from "../../relay/outbound.js";
import { type BudgetOptions, resolveBudgets, TOTAL } from "./budget-options.js";
import { budgets } from "./budgets.js";

/** Keeps spending within budgets, and says how much is spent. */
export interface Spending {
  readonly step: RelayStep;
  /** The budgets that all keys share; the one with the least left first. */
  total(): Promise<readonly BudgetState[]>;
}

/**
 * Creates the step of the budgets with a view on what it keeps.
 *
 * @throws HeadroomError `invalid-option`, see {@link resolveBudgets}.
 */
export function createSpending(options: BudgetOptions, onFailure: FailureListener): Spending {
  const kept = { ...options, store: options.store ?? createMemoryBudgets({ timeZone: options.timeZone }) };
  const { store, budgetsOf } = resolveBudgets(kept);
  const shared = budgetsOf("").filter(({ account }) => account === TOTAL);
  return {
    step: budgets(kept, onFailure),
    total: async () => [...(await store.read(shared))].sort((a, b) => left(a) - left(b)),
  };
}

function left({ budget, spent, reserved }: BudgetState): number {
  return budget.limit - spent - reserved;
}
