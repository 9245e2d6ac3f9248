import type { BudgetDecision, BudgetState, Budgets, Commitment, Reservation } from "@headroom/core";
import { decisionOf, hasRoom, stateOf } from "../budgets/budget-decision.js";
import {
  type BudgetStoreOptions,
  DEFAULT_LEASE_MS,
  KEPT_AFTER_END_MS,
  LEASE_BATCH,
  REMEMBERED_MS,
} from "../budgets/budget-options.js";
import { type BudgetWindow, windowsAt } from "../budgets/budget-window.js";
import { checkAmount, checkReservation } from "../budgets/check-reservation.js";
import { type Calendar, createCalendar } from "../calendar/calendar.js";
import { type BudgetTable, createBudgetTables, prepareBudgetTable } from "./budget-table.js";
import type { Connection } from "./connection.js";

/** Budgets in an SQLite file, which all processes of a machine have in common and which outlive them. */
export class SqliteBudgets implements Budgets {
  readonly #table: BudgetTable;
  readonly #calendar: Calendar;
  readonly #leaseMs: number;

  constructor(
    private readonly connection: Connection,
    { timeZone = "UTC", leaseMs = DEFAULT_LEASE_MS }: BudgetStoreOptions,
    private readonly now: () => number,
  ) {
    this.#calendar = createCalendar(timeZone);
    this.#leaseMs = leaseMs;
    connection.write(() => connection.withDatabase(createBudgetTables));
    this.#table = connection.withDatabase(prepareBudgetTable);
  }

  reserve(reservation: Reservation): BudgetDecision {
    checkReservation(reservation);
    const { id, amount, budgets } = reservation;
    return this.connection.write(() => {
      const now = this.#begin();
      const windows = windowsAt(this.#calendar, budgets, now);
      if (this.#table.request(id) !== undefined) return this.#decision(windows, -1);
      const exhausted = windows.findIndex((window) => !hasRoom(window, this.#table.amounts(window.key), amount));
      if (exhausted >= 0) return this.#decision(windows, exhausted);
      for (const { key, endsAt } of windows) {
        this.#table.add(key, { spent: 0, reserved: amount }, endsAt + KEPT_AFTER_END_MS);
      }
      const periods = windows.map(({ key }) => key);
      this.#table.put({ id, state: "open", until: now + this.#leaseMs, amount, periods });
      return this.#decision(windows, -1);
    });
  }

  commit({ id, spent, windows }: Commitment): void {
    checkAmount(spent);
    this.connection.write(() => {
      const known = this.#table.request(id);
      if (known?.state === "done") return;
      const reserved = known?.state === "open" ? -known.amount : 0;
      const now = this.now();
      for (const key of known?.periods ?? windows) {
        this.#table.add(key, { spent, reserved }, now + KEPT_AFTER_END_MS);
      }
      this.#table.put({ id, state: "done", until: now + REMEMBERED_MS, amount: 0, periods: [] });
    });
  }

  read(budgets: Reservation["budgets"]): readonly BudgetState[] {
    return this.connection.write(() =>
      windowsAt(this.#calendar, budgets, this.#begin()).map((window) =>
        stateOf(window, this.#table.amounts(window.key)),
      ),
    );
  }

  /** The file stays open for the stores that have it in common. */
  close(): void {}

  /** Gives back what was set aside for too long, and says what time it is. */
  #begin(): number {
    const now = this.now();
    for (const row of this.#table.ended(now, LEASE_BATCH)) {
      for (const key of row.periods) this.#table.add(key, { spent: 0, reserved: -row.amount }, now);
      this.#table.put({ ...row, state: "over", until: now + REMEMBERED_MS });
    }
    this.#table.forget(now, LEASE_BATCH);
    return now;
  }

  #decision(windows: readonly BudgetWindow[], exhausted: number): BudgetDecision {
    const amounts = windows.map(({ key }) => this.#table.amounts(key));
    return decisionOf(windows, amounts, exhausted);
  }
}
