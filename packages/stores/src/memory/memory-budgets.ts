import type { BudgetDecision, BudgetState, Budgets, Commitment, Reservation } from "@headroom/core";
import { LRUCache } from "lru-cache";
import { type Amounts, decisionOf, hasRoom, stateOf } from "../budgets/budget-decision.js";
import {
  type BudgetStoreOptions,
  DEFAULT_LEASE_MS,
  KEPT_AFTER_END_MS,
  LEASE_BATCH,
} from "../budgets/budget-options.js";
import { type BudgetWindow, windowsAt } from "../budgets/budget-window.js";
import { checkAmount, checkReservation } from "../budgets/check-reservation.js";
import { createCalendar } from "../calendar/calendar.js";

export interface MemoryBudgetsOptions extends BudgetStoreOptions {
  /** The time in milliseconds. @default Date.now */
  readonly now?: () => number;
}

/**
 * Budgets of this process alone; what was spent is forgotten when it ends.
 *
 * @throws HeadroomError `invalid-option` for a time zone that does not exist.
 * @example
 * const budgets = createMemoryBudgets({ timeZone: "Europe/Berlin" });
 * const daily = { account: "global", period: "daily", limit: 5_000_000 } as const;
 * const { admitted, windows } = await budgets.reserve({ id: "1", amount: 20_000, budgets: [daily] });
 * await budgets.commit({ id: "1", spent: 12_345, windows });
 */
export function createMemoryBudgets(options: MemoryBudgetsOptions = {}): Budgets {
  return new MemoryBudgets(options);
}

/** Requests that are over of which it is remembered that they were settled. */
const MAX_SETTLED = 100_000;

const FORGET_EVERY_MS = 60 * 60_000;

interface Lease {
  readonly amount: number;
  readonly windows: readonly string[];
  readonly until: number;
}

class MemoryBudgets implements Budgets {
  readonly #calendar;
  readonly #leaseMs: number;
  readonly #now: () => number;
  readonly #windows = new Map<string, Amounts & { readonly endsAt: number }>();
  #forgotAt = 0;
  /** By the id of the request, in the order in which they end. */
  readonly #leases = new Map<string, Lease>();
  /** Windows of the requests whose lease has ended; none of those that are settled. */
  readonly #over = new LRUCache<string, readonly string[]>({ max: MAX_SETTLED });

  constructor({ timeZone = "UTC", leaseMs = DEFAULT_LEASE_MS, now = Date.now }: MemoryBudgetsOptions) {
    this.#calendar = createCalendar(timeZone);
    this.#leaseMs = leaseMs;
    this.#now = now;
  }

  reserve(reservation: Reservation): BudgetDecision {
    checkReservation(reservation);
    const { id, amount, budgets } = reservation;
    const now = this.#now();
    this.#endLeases(now);
    const windows = windowsAt(this.#calendar, budgets, now);
    if (this.#leases.has(id) || this.#over.has(id)) return this.#decision(windows, -1);
    const exhausted = windows.findIndex((window) => !hasRoom(window, this.#amounts(window.key), amount));
    if (exhausted >= 0) return this.#decision(windows, exhausted);
    for (const { key, endsAt } of windows) this.#add(key, { spent: 0, reserved: amount }, endsAt);
    this.#leases.set(id, { amount, windows: windows.map(({ key }) => key), until: now + this.#leaseMs });
    return this.#decision(windows, -1);
  }

  commit({ id, spent, windows }: Commitment): void {
    checkAmount(spent);
    const over = this.#over.get(id);
    if (over?.length === 0) return;
    const lease = this.#leases.get(id);
    const reserved = lease === undefined ? 0 : -lease.amount;
    for (const key of lease?.windows ?? over ?? windows) this.#add(key, { spent, reserved });
    this.#leases.delete(id);
    this.#over.set(id, []);
  }

  read(budgets: Reservation["budgets"]): readonly BudgetState[] {
    const now = this.#now();
    this.#endLeases(now);
    return windowsAt(this.#calendar, budgets, now).map((window) => stateOf(window, this.#amounts(window.key)));
  }

  close(): void {
    this.#windows.clear();
    this.#leases.clear();
    this.#over.clear();
  }

  #decision(windows: readonly BudgetWindow[], exhausted: number): BudgetDecision {
    const amounts = windows.map(({ key }) => this.#amounts(key));
    return decisionOf(windows, amounts, exhausted);
  }

  #amounts(key: string): Amounts {
    return this.#windows.get(key) ?? { spent: 0, reserved: 0 };
  }

  #add(key: string, added: Amounts, endsAt = this.#now()): void {
    const known = this.#windows.get(key);
    if (known === undefined) this.#forgetWindows();
    this.#windows.set(key, {
      spent: (known?.spent ?? 0) + added.spent,
      reserved: (known?.reserved ?? 0) + added.reserved,
      endsAt: known?.endsAt ?? endsAt,
    });
  }

  /** Gives back what was set aside for too long. */
  #endLeases(now: number): void {
    let left = LEASE_BATCH;
    for (const [id, { amount, windows, until }] of this.#leases) {
      if (until > now || left-- === 0) return;
      for (const key of windows) this.#add(key, { spent: 0, reserved: -amount });
      this.#leases.delete(id);
      this.#over.set(id, windows);
    }
  }

  /** Forgets windows that are long over; at most once in an hour, since it looks at all of them. */
  #forgetWindows(): void {
    const now = this.#now();
    if (now - this.#forgotAt < FORGET_EVERY_MS) return;
    this.#forgotAt = now;
    for (const [key, { endsAt, reserved }] of this.#windows) {
      if (endsAt < now - KEPT_AFTER_END_MS && reserved === 0) this.#windows.delete(key);
    }
  }
}
