import type { Budget, BudgetDecision, BudgetState, Budgets, Commitment, Reservation } from "@headroom/core";
import { LRUCache } from "lru-cache";
import { createMemoryBudgets, type MemoryBudgetsOptions } from "../memory/memory-budgets.js";
import { isOutage } from "./is-outage.js";

/** Budgets whose state is remembered; those of the key that did nothing for longest are forgotten first. */
const MAX_KNOWN = 100_000;
/** Settlements that wait for the server; the oldest are given up first. */
const MAX_UNSENT = 10_000;

export interface LocalBudgetsOptions extends MemoryBudgetsOptions {
  /** How many processes share the budgets: each may spend that part of the rest by itself. */
  readonly replicas: number;
}

/** Budgets that can send what they could not send before. */
export interface LocalBudgets extends Budgets {
  /** Settles what could not be settled while the server did not answer. */
  resend(): Promise<void>;
}

/**
 * The budgets of a server while it answers; while it does not, this process spends at most its share of what was left when it was
 * last heard of. What was spent meanwhile is settled once the server answers again, once for each request.
 */
export function withLocalBudgets(shared: Budgets, options: LocalBudgetsOptions): LocalBudgets {
  return new LocalShare(shared, options);
}

class LocalShare implements LocalBudgets {
  /** What was used of budgets, and until when that is of interest, as the server said last. */
  readonly #known = new LRUCache<string, { readonly used: number; readonly resetsAt: number }>({ max: MAX_KNOWN });
  /** What this process spent since the server was lost; absent while it answers. */
  #local: Budgets | undefined;
  /** Requests that the server knows nothing of, with what they were set aside in. */
  readonly #ownRequests = new Map<string, Budgets>();
  readonly #unsent = new Map<string, Commitment>();
  #isSending = false;

  constructor(
    private readonly shared: Budgets,
    private readonly options: LocalBudgetsOptions,
  ) {}

  async reserve(reservation: Reservation): Promise<BudgetDecision> {
    try {
      const decision = await this.shared.reserve(reservation);
      this.#heardOf(decision.states);
      return decision;
    } catch (error) {
      if (!isOutage(error)) throw error;
      return this.#reserveLocally(reservation);
    }
  }

  async commit(commitment: Commitment): Promise<void> {
    const local = this.#ownRequests.get(commitment.id);
    this.#ownRequests.delete(commitment.id);
    await local?.commit(commitment);
    try {
      await this.shared.commit(commitment);
    } catch (error) {
      if (!isOutage(error)) throw error;
      this.#keepForLater(commitment);
    }
  }

  async read(budgets: readonly Budget[]): Promise<readonly BudgetState[]> {
    try {
      const states = await this.shared.read(budgets);
      this.#heardOf(states);
      return states;
    } catch (error) {
      if (!isOutage(error)) throw error;
      return this.#asShared(budgets, await this.#localNow().read(budgets));
    }
  }

  async resend(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      for (const [id, commitment] of this.#unsent) {
        await this.shared.commit(commitment);
        this.#unsent.delete(id);
      }
    } catch {
      // The rest waits for the next time.
    } finally {
      this.#isSending = false;
    }
  }

  async close(): Promise<void> {
    await this.#local?.close();
    await this.shared.close();
  }

  #heardOf(states: readonly BudgetState[]): void {
    this.#local = undefined;
    for (const { budget, spent, reserved, resetsAt } of states) {
      this.#known.set(nameOf(budget), { used: spent + reserved, resetsAt });
    }
    if (this.#unsent.size > 0) void this.resend();
  }

  async #reserveLocally(reservation: Reservation): Promise<BudgetDecision> {
    const local = this.#localNow();
    const budgets = reservation.budgets.map((budget) => ({ ...budget, limit: this.#shareOf(budget) }));
    const decision = await local.reserve({ ...reservation, budgets });
    if (decision.admitted) this.#ownRequests.set(reservation.id, local);
    const states = this.#asShared(reservation.budgets, decision.states);
    const exhausted = decision.exhausted && states[decision.states.indexOf(decision.exhausted)];
    return { ...decision, states, ...(exhausted !== undefined && { exhausted }) };
  }

  #localNow(): Budgets {
    this.#local ??= createMemoryBudgets(this.options);
    return this.#local;
  }

  /** What this process may spend by itself of what is left. */
  #shareOf(budget: Budget): number {
    return Math.floor(Math.max(0, budget.limit - this.#usedOf(budget)) / this.options.replicas);
  }

  #usedOf(budget: Budget): number {
    const known = this.#known.get(nameOf(budget));
    const now = (this.options.now ?? Date.now)();
    return known === undefined || known.resetsAt <= now ? 0 : known.used;
  }

  /** What was spent in all, as far as this process knows. */
  #asShared(budgets: readonly Budget[], states: readonly BudgetState[]): readonly BudgetState[] {
    return states.map((state, index) => {
      const budget = budgets[index] as Budget;
      return { ...state, budget, spent: state.spent + this.#usedOf(budget) };
    });
  }

  #keepForLater(commitment: Commitment): void {
    if (this.#unsent.has(commitment.id)) return;
    if (this.#unsent.size >= MAX_UNSENT) this.#unsent.delete(this.#unsent.keys().next().value as string);
    this.#unsent.set(commitment.id, commitment);
  }
}

function nameOf({ account, period }: Budget): string {
  return `${account} ${period}`;
}
