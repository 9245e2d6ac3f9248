import type { BudgetDecision, BudgetState, Budgets, Commitment, Reservation } from "@headroom/core";
import { type Amounts, decisionOf, stateOf } from "../budgets/budget-decision.js";
import { DEFAULT_LEASE_MS, KEPT_AFTER_END_MS, LEASE_BATCH, REMEMBERED_MS } from "../budgets/budget-options.js";
import { type BudgetWindow, windowsAt } from "../budgets/budget-window.js";
import { checkAmount, checkReservation } from "../budgets/check-reservation.js";
import { type Calendar, createCalendar } from "../calendar/calendar.js";
import { COMMIT, READ, RESERVE } from "./budget-scripts.js";
import { keyName } from "./key-names.js";
import type { Argument, RedisConnection, Reply } from "./redis-connection.js";
import type { Script } from "./script.js";

/** A period that begins while it is asked for is asked for again. */
const TRIES = 3;
const NOT_NOW = -1;

export interface RedisBudgetsOptions {
  readonly timeZone: string | undefined;
  readonly leaseMs: number | undefined;
  readonly now: (() => number) | undefined;
}

/** What a script said of periods. */
interface Answer {
  readonly windows: readonly BudgetWindow[];
  readonly amounts: readonly Amounts[];
  /** Number of the first one without room, from 0 on; -1 where all have it. */
  readonly exhausted: number;
}

/** Budgets that all replicas on a server have in common, by the server's clock. */
export class RedisBudgets implements Budgets {
  readonly #calendar: Calendar;
  readonly #leaseMs: number;
  readonly #now: (() => number) | undefined;
  /** How far the server's clock is ahead of ours. */
  #ahead = 0;

  constructor(
    private readonly connection: RedisConnection,
    private readonly prefix: string,
    { timeZone = "UTC", leaseMs = DEFAULT_LEASE_MS, now }: RedisBudgetsOptions,
  ) {
    this.#calendar = createCalendar(timeZone);
    this.#leaseMs = leaseMs;
    this.#now = now;
  }

  async reserve(reservation: Reservation): Promise<BudgetDecision> {
    checkReservation(reservation);
    const { id, amount, budgets } = reservation;
    const remember = this.#leaseMs + REMEMBERED_MS;
    const { windows, amounts, exhausted } = await this.#ask(RESERVE, id, budgets, (open, now) => [
      ...[id, amount, this.#leaseMs, remember],
      ...open.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]),
      ...open.map(({ budget }) => budget.limit),
      ...open.map(({ endsAt }) => endsAt - now + KEPT_AFTER_END_MS),
    ]);
    return decisionOf(windows, amounts, exhausted);
  }

  async commit({ id, spent, windows }: Commitment): Promise<void> {
    checkAmount(spent);
    const keys = this.#keys(id, windows);
    await this.connection.run(COMMIT, keys, [this.#time(), LEASE_BATCH, id, spent, REMEMBERED_MS]);
  }

  async read(budgets: Reservation["budgets"]): Promise<readonly BudgetState[]> {
    const { windows, amounts } = await this.#ask(READ, "", budgets, (open) =>
      open.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]),
    );
    return windows.map((window, index) => stateOf(window, amounts[index] as Amounts));
  }

  close(): void {}

  /** Runs a script on the periods of the server's time, which is only known from its answers. */
  async #ask(
    script: Script,
    id: string,
    budgets: Reservation["budgets"],
    argumentsFor: (windows: readonly BudgetWindow[], now: number) => readonly Argument[],
  ): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      const now = this.#now?.() ?? Date.now() + this.#ahead;
      const windows = windowsAt(this.#calendar, budgets, now);
      const keys = this.#keys(
        id,
        windows.map(({ key }) => key),
      );
      const args = [this.#time(), LEASE_BATCH, ...argumentsFor(windows, now)];
      const [first, serverTime, ...rest] = (await this.connection.run(script, keys, args)) as readonly Reply[];
      this.#ahead = Number(serverTime) - Date.now();
      if (first !== NOT_NOW) return { windows, amounts: pairs(rest), exhausted: Number(first) - 1 };
      if (attempt === TRIES) throw new Error(`The clock of ${this.connection.place} does not stand still.`);
    }
  }

  /** All of one slot: what is set aside in several budgets is set aside in one step. */
  #keys(id: string, windows: readonly string[]): readonly string[] {
    const name = (part: string) => keyName(this.prefix, "budgets", "", part);
    return [name("leases"), name("amounts"), name(`request ${id}`), ...windows.map((key) => name(`spent ${key}`))];
  }

  #time(): string {
    return this.#now === undefined ? "" : String(this.#now());
  }
}

function pairs(numbers: readonly Reply[]): readonly Amounts[] {
  return numbers.flatMap((spent, index) =>
    index % 2 === 0 ? [{ spent: Number(String(spent)), reserved: Number(String(numbers[index + 1])) }] : [],
  );
}
