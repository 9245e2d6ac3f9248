import { setTimeout as pause } from "node:timers/promises";
import type { BudgetState } from "@headroom/core";
import { createMemoryBudgets } from "@headroom/stores/memory";
import type { FailureListener } from "../../failure-listener.js";
import type { RelayStep } from "../../relay/outbound.js";
import { type BudgetOptions, resolveBudgets, TOTAL } from "./budget-options.js";
import { budgets } from "./budgets.js";

/** Longest that an ending proxy waits for requests to be settled, in milliseconds. */
const SETTLING_MS = 2000;

/** Keeps spending within budgets, and says how much is spent. */
export interface Spending {
  readonly step: RelayStep;
  /** The budgets that all keys share; the one with the least left first. */
  total(): Promise<readonly BudgetState[]>;
  /** Resolves when all requests that have ended are settled, or after two seconds. */
  settled(): Promise<void>;
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
  const settling = new Set<Promise<void>>();
  const track = (work: Promise<void>): void => {
    settling.add(work);
    void work.finally(() => settling.delete(work));
  };
  return {
    step: budgets(kept, { onFailure, track }),
    async settled() {
      const tooLate = pause(SETTLING_MS, undefined, { ref: false });
      await Promise.race([Promise.all(settling), tooLate]);
    },
    total: async () => [...(await store.read(shared))].sort((a, b) => left(a) - left(b)),
  };
}

function left({ budget, spent, reserved }: BudgetState): number {
  return budget.limit - spent - reserved;
}
