import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqliteStores, type SqliteStores } from "../src/sqlite/index.js";
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
