import type { DatabaseSync } from "node:sqlite";
import {
  type Budgets,
  HeadroomError,
  type ResolvedStoreLimits,
  resolveStoreLimits,
  type StoreLimits,
  type SyncStore,
} from "@headroom/core";
import type { BudgetStoreOptions } from "../budgets/budget-options.js";
import { withLocalBudgets } from "../degraded/local-budgets.js";
import { openConnection } from "./open-connection.js";
import { SqliteBudgets } from "./sqlite-budgets.js";
import { SqliteStore } from "./sqlite-store.js";
import { toStored } from "./stored-text.js";

const DAY_MS = 24 * 60 * 60 * 1000;

const DEFAULT_LIMITS: ResolvedStoreLimits = { maxBytes: 1024 ** 3, maxEntries: 1_000_000, maxAgeMs: 30 * DAY_MS };

export interface SqliteStoresOptions extends StoreLimits {
  /** The database file, or `:memory:`. Folder and file are made when missing, for this user only. */
  readonly path: string;
  /** The time in milliseconds. @default Date.now */
  readonly now?: (() => number) | undefined;
  /** How long to wait, blocking, while another process writes. @default 1000 */
  readonly busyTimeoutMs?: number | undefined;
}

/** How much a store holds. */
export interface StoreSize {
  readonly entries: number;
  /** Of all keys and texts. */
  readonly bytes: number;
}

export interface SqliteStores {
  /** Handle to original text. */
  readonly originals: SyncStore;
  /** Choices that must be repeated. */
  readonly decisions: SyncStore;
  /**
   * The store of another namespace in the same file. Limits left out are those given to {@link openSqliteStores}.
   *
   * @throws HeadroomError `invalid-option` for a name that is empty or not well-formed text.
   */
  open(namespace: string, limits?: StoreLimits): SyncStore;
  /**
   * What was spent; all processes that use the file have it in common. One time zone for all of them. While the file cannot be
   * written, this process keeps to what was left by itself, and writes it down later.
   *
   * @throws HeadroomError `invalid-option` for a time zone that does not exist. StoreError where the file cannot be written.
   */
  budgets(options?: BudgetStoreOptions): Budgets;
  /**
   * How much each store of the file holds, by its namespace.
   *
   * @throws StoreError where the file cannot be read.
   */
  sizes(): Readonly<Record<string, StoreSize>>;
  /** Closes the file. All stores opened from it end with it. */
  close(): void;
}

/**
 * Opens stores in one SQLite file that any number of processes on this machine may use together.
 *
 * The limits hold per namespace: 1 GiB, 1,000,000 entries and 30 days since the last use unless told otherwise. Uses are
 * recorded at most every five minutes per entry (a tenth of `maxAgeMs` when that is shorter), so order and age of use are
 * true to that interval. Room comes from small batches inside the writes that need it; the file does not shrink, its free
 * pages are used again.
 *
 * Every operation is synchronous. Where the file exists but cannot be written, it is opened for reading: `get` works,
 * whatever writes throws `read-only`. On a full disk `get` works too.
 *
 * @throws StoreError with a code and what to do next, here and from every operation. HeadroomError `invalid-option` for
 * an empty path, a limit below 1 or a timeout that is no whole number.
 *
 * @example
 * const stores = openSqliteStores({ path: ":memory:" });
 * stores.originals.set("tenant/handle", "a long tool output");
 * stores.originals.get("tenant/handle"); // "a long tool output"
 * stores.close();
 */
export function openSqliteStores(options: SqliteStoresOptions): SqliteStores {
  const limits = resolveStoreLimits(options, DEFAULT_LIMITS);
  const now = options.now ?? Date.now;
  if (options.path === "") {
    throw new HeadroomError("invalid-option", "The store needs a path. Give a file, or :memory:.");
  }
  const { busyTimeoutMs = 1000 } = options;
  if (!(Number.isSafeInteger(busyTimeoutMs) && busyTimeoutMs >= 0)) {
    throw new HeadroomError(
      "invalid-option",
      `busyTimeoutMs must be a whole number of milliseconds, not ${busyTimeoutMs}. Leave it out to wait 1000.`,
    );
  }
  const connection = openConnection(options.path, busyTimeoutMs);

  const open = (namespace: string, own: StoreLimits = {}): SyncStore => {
    if (namespace === "" || toStored(namespace) !== namespace) {
      throw new HeadroomError(
        "invalid-option",
        "A namespace needs a name of well-formed text without NUL. Give it one.",
      );
    }
    return new SqliteStore(connection, namespace, resolveStoreLimits(own, limits), now);
  };
  return Object.freeze({
    originals: open("originals"),
    decisions: open("decisions"),
    open,
    // A file that cannot be written, or that another process holds for too long, is no reason to spend without limits.
    budgets: (own = {}) => withLocalBudgets(new SqliteBudgets(connection, own, now), { ...own, now, replicas: 1 }),
    sizes: () => connection.withDatabase(readSizes),
    close: () => connection.close(),
  });
}

function readSizes(database: DatabaseSync): Readonly<Record<string, StoreSize>> {
  const rows = database.prepare("SELECT namespace, entries, bytes FROM total").all();
  return Object.fromEntries(
    rows.map(({ namespace, entries, bytes }) => [namespace, { entries: Number(entries), bytes: Number(bytes) }]),
  );
}
