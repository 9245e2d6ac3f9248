import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openSqliteStores, type SqliteStores } from "../src/sqlite/index.js";
import { loadSqlite } from "../src/sqlite/load-sqlite.js";
import { describeBudgets } from "./describe-budgets.js";
import { describeStore } from "./describe-store.js";

describeStore(
  "an SQLite file",
  (settings) => {
    const folder = mkdtempSync(join(tmpdir(), "headroom-stores-"));
    const clients: SqliteStores[] = [];
    const open = () => {
      const stores = openSqliteStores({ path: join(folder, "store.db"), ...settings });
      clients.push(stores);
      return stores.originals;
    };
    return {
      store: open(),
      again: open,
      dispose() {
        for (const client of clients) {
          client.close();
        }
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
  { isShared: true },
);

describeStore(
  "an SQLite namespace in memory",
  (settings) => {
    const stores = openSqliteStores({ path: ":memory:", ...settings });
    return { store: stores.open("own"), again: () => stores.open("own"), dispose: () => stores.close() };
  },
  { isShared: true },
);

describeBudgets(
  "an SQLite file",
  ({ now, timeZone, leaseMs }) => {
    const folder = mkdtempSync(join(tmpdir(), "headroom-stores-"));
    const clients: SqliteStores[] = [];
    const open = () => {
      const stores = openSqliteStores({ path: join(folder, "store.db"), now });
      clients.push(stores);
      return stores.budgets({ timeZone, leaseMs });
    };
    return {
      budgets: open(),
      again: open,
      dispose() {
        for (const client of clients) client.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
  { isShared: true },
);

it("keeps to the rest of a budget while another process holds the file, and writes it down later", async () => {
  const folder = mkdtempSync(join(tmpdir(), "headroom-stores-"));
  const path = join(folder, "store.db");
  const stores = openSqliteStores({ path, busyTimeoutMs: 1 });
  const budgets = stores.budgets();
  const daily = { account: "total", period: "daily", limit: 100 } as const;
  await budgets.reserve({ id: "1", amount: 40, budgets: [daily] });
  const { DatabaseSync } = loadSqlite();
  const other = new DatabaseSync(path);
  other.exec("BEGIN IMMEDIATE");
  const second = await budgets.reserve({ id: "2", amount: 50, budgets: [daily] });
  const third = await budgets.reserve({ id: "3", amount: 50, budgets: [daily] });
  expect([second.admitted, third.admitted]).toEqual([true, false]);
  await budgets.commit({ id: "1", spent: 10, windows: second.windows });
  await budgets.commit({ id: "2", spent: 20, windows: second.windows });
  other.exec("ROLLBACK");
  other.close();
  await budgets.read([daily]);
  expect(await budgets.read([daily])).toMatchObject([{ spent: 30, reserved: 0 }]);
  stores.close();
  rmSync(folder, { recursive: true, force: true });
});
