import type { DatabaseSync } from "node:sqlite";

/**
 * Runs `work` all or nothing, on one state of the file that others do not change until it ends.
 *
 * `IMMEDIATE` takes the write lock at the start: a transaction that reads first and asks for the lock later could find
 * that what it read no longer holds. `DEFERRED` only reads.
 */
export function transaction<T>(database: DatabaseSync, kind: "DEFERRED" | "IMMEDIATE", work: () => T): T {
  database.exec(`BEGIN ${kind}`);
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } finally {
    if (database.isTransaction) {
      database.exec("ROLLBACK");
    }
  }
}
