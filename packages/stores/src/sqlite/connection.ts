import type { DatabaseSync } from "node:sqlite";
import { StoreError } from "@headroom/core";
import { type EntryTable, prepareEntryTable } from "./entry-table.js";
import { type ErrorPlace, toStoreError } from "./sqlite-error.js";

/** One open database with its prepared statements. Whatever fails inside leaves it as a {@link StoreError}. */
export class Connection {
  readonly entries: EntryTable;
  readonly readOnly: boolean;
  readonly #database: DatabaseSync;
  readonly #place: ErrorPlace;

  constructor(database: DatabaseSync, place: ErrorPlace, readOnly: boolean) {
    this.#database = database;
    this.#place = place;
    this.readOnly = readOnly;
    this.entries = this.run(() => prepareEntryTable(database));
  }

  run<T>(work: () => T): T {
    this.#assertOpen();
    try {
      return work();
    } catch (error) {
      throw toStoreError(error, this.#place);
    }
  }

  /** Runs `work` on one state of the file, unchanged by others until it ends. */
  snapshot<T>(work: () => T): T {
    return this.run(() => this.#transaction("BEGIN DEFERRED", work));
  }

  /**
   * Runs `work` as the file's only writer, all or nothing. The write lock is taken at the start: a transaction that reads
   * first and asks for the lock later could find that what it read no longer holds.
   */
  write<T>(work: () => T): T {
    if (this.readOnly) {
      throw new StoreError(
        "read-only",
        `The store ${this.#place.path} was opened for reading only because it could not be written. Make the file and its folder writable, free disk space if there is none, and open it again.`,
      );
    }
    return this.run(() => this.#transaction("BEGIN IMMEDIATE", work));
  }

  /** Like {@link write}, but does nothing when that is not possible at once. For what a reader can do without. */
  tryWrite(work: () => void): void {
    if (this.readOnly) {
      return;
    }
    try {
      this.#database.exec("PRAGMA busy_timeout = 0");
      this.write(work);
    } catch (error) {
      if (!StoreError.isInstance(error)) {
        throw error;
      }
    } finally {
      this.#database.exec(`PRAGMA busy_timeout = ${this.#place.busyTimeoutMs}`);
    }
  }

  close(): void {
    if (this.#database.isOpen) {
      this.#database.close();
    }
  }

  #transaction<T>(begin: string, work: () => T): T {
    this.#database.exec(begin);
    try {
      const result = work();
      this.#database.exec("COMMIT");
      return result;
    } finally {
      if (this.#database.isTransaction) {
        this.#database.exec("ROLLBACK");
      }
    }
  }

  #assertOpen(): void {
    if (!this.#database.isOpen) {
      throw closedError(this.#place.path);
    }
  }
}

/** What using a store after its end throws. */
export function closedError(name: string): StoreError {
  return new StoreError("closed", `The store ${name} was closed. Open it again to use it.`);
}
