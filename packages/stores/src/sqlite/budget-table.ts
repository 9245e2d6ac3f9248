import type { DatabaseSync } from "node:sqlite";
import type { Amounts } from "../budgets/budget-decision.js";
import { fromStored, type StoredText, toStored } from "./stored-text.js";

/**
 * Amounts are whole micro-dollars. A request is open while money is set aside for it, over when its lease ended, done when it was
 * settled; the last two are remembered for a while, so that nothing of theirs counts twice.
 */
const TABLES = `
  CREATE TABLE IF NOT EXISTS budget_period (
    key ANY PRIMARY KEY,
    spent INTEGER NOT NULL,
    reserved INTEGER NOT NULL,
    kept_until INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE IF NOT EXISTS budget_request (
    id ANY PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('open', 'over', 'done')),
    until INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    periods TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS budget_request_by_state ON budget_request (state, until);
`;

/** A request as it is written down. */
export interface RequestRow {
  readonly id: string;
  readonly state: "open" | "over" | "done";
  /** When its lease ends, or when it may be forgotten. */
  readonly until: number;
  readonly amount: number;
  readonly periods: readonly string[];
}

/** The statements on budgets, prepared once for a connection. They belong inside a transaction. */
export interface BudgetTable {
  amounts(period: string): Amounts;
  /** Adds to a period, which begins with nothing. */
  add(period: string, added: Amounts, keptUntil: number): void;
  request(id: string): RequestRow | undefined;
  put(row: RequestRow): void;
  /** Open requests whose lease has ended, oldest first. */
  ended(now: number, most: number): readonly RequestRow[];
  /** Forgets what nobody asks for any more. */
  forget(now: number, most: number): void;
}

/** Makes the tables where they are missing. */
export function createBudgetTables(database: DatabaseSync): void {
  database.exec(TABLES);
}

export function prepareBudgetTable(database: DatabaseSync): BudgetTable {
  const amounts = database.prepare("SELECT spent, reserved FROM budget_period WHERE key = ?");
  const add = database.prepare(`
    INSERT INTO budget_period (key, spent, reserved, kept_until) VALUES (?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET spent = spent + excluded.spent, reserved = reserved + excluded.reserved`);
  const columns = "id, state, until, amount, periods";
  const request = database.prepare(`SELECT ${columns} FROM budget_request WHERE id = ?`);
  const put = database.prepare(`INSERT OR REPLACE INTO budget_request (${columns}) VALUES (?, ?, ?, ?, ?)`);
  const ended = database.prepare(
    `SELECT ${columns} FROM budget_request WHERE state = 'open' AND until <= ? ORDER BY until LIMIT ?`,
  );
  const oldRequests = database.prepare(`DELETE FROM budget_request WHERE id IN
    (SELECT id FROM budget_request WHERE state IN ('over', 'done') AND until <= ? LIMIT ?)`);
  const oldPeriods = database.prepare(`DELETE FROM budget_period WHERE key IN
    (SELECT key FROM budget_period WHERE kept_until <= ? AND reserved = 0 LIMIT ?)`);

  return {
    amounts: (period) => (amounts.get(toStored(period)) ?? { spent: 0, reserved: 0 }) as unknown as Amounts,
    add: (period, { spent, reserved }, keptUntil) => void add.run(toStored(period), spent, reserved, keptUntil),
    request: (id) => rowOf(request.get(toStored(id))),
    put: ({ id, state, until, amount, periods }) =>
      void put.run(toStored(id), state, until, amount, JSON.stringify(periods)),
    ended: (now, most) => ended.all(now, most).map((row) => rowOf(row) as RequestRow),
    forget(now, most) {
      oldRequests.run(now, most);
      oldPeriods.run(now, most);
    },
  };
}

function rowOf(row: unknown): RequestRow | undefined {
  if (row === undefined) return undefined;
  const { id, periods, ...rest } = row as { id: StoredText; periods: string } & Omit<RequestRow, "id" | "periods">;
  return { ...rest, id: fromStored(id), periods: JSON.parse(periods) as string[] };
}
