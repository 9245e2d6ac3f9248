import type { MaybePromise } from "../maybe-promise.js";

/** A span of the calendar. */
export type BudgetPeriod = "hourly" | "daily" | "monthly";

/** What may be spent in each period. All amounts are whole micro-dollars: 1,000,000 are one dollar. */
export interface Budget {
  /** Whose it is, such as `global` or the digest of a key. */
  readonly account: string;
  readonly period: BudgetPeriod;
  readonly limit: number;
}

/** What a request may cost, set aside before it is sent. */
export interface Reservation {
  /** Of this request alone. Doing the same twice under one id counts once. */
  readonly id: string;
  readonly amount: number;
  /** All of them must have room. */
  readonly budgets: readonly Budget[];
}

/** What is spent and reserved in a window, in US dollars. */
export interface BudgetState {
  readonly budget: Budget;
  readonly spent: number;
  /** Set aside for requests that are on their way. */
  readonly reserved: number;
  /** When the next period begins, in milliseconds of the epoch. */
  readonly resetsAt: number;
}

/** Whether a request may be paid, and what is left. */
export interface BudgetDecision {
  readonly admitted: boolean;
  /** State after the decision, in the order of the budgets. */
  readonly states: readonly BudgetState[];
  /** The first budget without room; absent where all have it. */
  readonly exhausted?: BudgetState;
  /** The periods that were charged, for {@link Budgets.commit}. */
  readonly windows: readonly string[];
}

/** What a request did cost. */
export interface Commitment {
  readonly id: string;
  /** May be more than was set aside, or 0 for a request that cost nothing. */
  readonly spent: number;
  /** Of the decision that admitted it. */
  readonly windows: readonly string[];
}

/**
 * Keeps what is spent within budgets. Money is set aside before a request and settled after it, so that requests at the same
 * time cannot spend it twice. What is set aside and never settled comes back when its lease ends.
 */
export interface Budgets {
  /** Sets `amount` aside in all budgets, or in none. */
  reserve(reservation: Reservation): MaybePromise<BudgetDecision>;
  /** Replaces what was set aside by what was spent; once for an id, also after its lease has ended. */
  commit(commitment: Commitment): MaybePromise<void>;
  /** What is spent and set aside now. */
  read(budgets: readonly Budget[]): MaybePromise<readonly BudgetState[]>;
  /** Gives connections and files back. */
  close(): MaybePromise<void>;
}
