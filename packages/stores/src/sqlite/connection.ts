import type { DatabaseSync } from "node:sqlite";
import { StoreError } from "@headroom/core";
import { type EntryTable, prepareEntryTable } from "./entry-table.js";
import { type ErrorPlace, toStoreError } from "./sqlite-error.js";
import { transaction } from "./transaction.js";

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

  /** Hands the database to what has statements of its own. */
  withDatabase<T>(work: (database: DatabaseSync) => T): T {
    return this.run(() => work(this.#database));
  }

  run<T>(work: () => T): T {
    this.#assertOpen();
    try {
      return work();
    } catch (error) {
      throw toStoreError(error, this.#place);
    }
  }

  /** Runs `work`, which only reads, on one state of the file. */
  snapshot<T>(work: () => T): T {
    return this.run(() => transaction(this.#database, "DEFERRED", work));
  }

  /** Runs `work` as the file's only writer, all or nothing. */
  write<T>(work: () => T): T {
    if (this.readOnly) {
      throw new StoreError(
        "read-only",
        `The store ${this.#place.path} was opened for reading only because it could not be written. Make the file and its folder writable, free disk space if there is none, and open it again.`,
      );
    }
    return this.run(() => transaction(this.#database, "IMMEDIATE", work));
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
