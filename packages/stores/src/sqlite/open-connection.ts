import { closeSync, mkdirSync, openSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { StoreError, type StoreErrorCode } from "@headroom/core";
import { Connection } from "./connection.js";
import { loadSqlite } from "./load-sqlite.js";
import { createSchema, lacksSchema } from "./schema.js";
import { type ErrorPlace, isBusy, toStoreError } from "./sqlite-error.js";

const IN_MEMORY = ":memory:";

/** The write-ahead log is cut back to this many bytes after a checkpoint. */
const LOG_BYTES = 32 * 1024 * 1024;

/** Codes after which the file may still be readable. */
const UNWRITABLE: readonly StoreErrorCode[] = ["cannot-open", "read-only", "full", "failed"];

/**
 * Opens the file, made on first use for this user only (folder 0700, file 0600). A file that exists and cannot be written,
 * for lack of permission or space, is opened for reading.
 *
 * @throws StoreError when it cannot even be read, is damaged, foreign, or of a later version.
 */
export function openConnection(path: string, busyTimeoutMs: number): Connection {
  const place: ErrorPlace = { path: path === IN_MEMORY ? path : resolve(path), busyTimeoutMs };
  // Where there is no driver, no folder and no file are made either.
  loadSqlite();
  try {
    return openForWriting(place);
  } catch (error) {
    if (StoreError.isInstance(error) && UNWRITABLE.includes(error.code) && hasContent(place.path)) {
      return openForReading(place) ?? fail(error);
    }
    throw error;
  }
}

function openForWriting(place: ErrorPlace): Connection {
  return translated(place, () => {
    if (place.path !== IN_MEMORY) {
      createFile(place.path);
    }
    const database = openDatabase(place.path, place, false);
    return closedOnError(database, () => {
      const isNew = lacksSchema(database, place.path);
      switchToLogMode(database, place.busyTimeoutMs);
      database.exec(`PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = ${LOG_BYTES}`);
      if (isNew) {
        createSchema(database, place.path);
      }
      return new Connection(database, place, false);
    });
  });
}

/**
 * A log-mode file in a folder that cannot be written is readable only if declared immutable. That is true as long as
 * nobody else writes there; a log with content says that somebody did, so then it is not claimed.
 */
function openForReading(place: ErrorPlace): Connection | undefined {
  const immutable = pathToFileURL(place.path);
  immutable.searchParams.set("immutable", "1");
  for (const location of hasContent(`${place.path}-wal`) ? [place.path] : [place.path, immutable]) {
    try {
      const database = openDatabase(location, place, true);
      return closedOnError(database, () => {
        if (lacksSchema(database, place.path)) {
          throw new StoreError(
            "cannot-open",
            `The store ${place.path} is empty and cannot be written. Make it writable.`,
          );
        }
        return new Connection(database, place, true);
      });
    } catch (error) {
      if (StoreError.isInstance(error)) {
        throw error;
      }
    }
  }
  return undefined;
}

function openDatabase(location: string | URL, place: ErrorPlace, readOnly: boolean): DatabaseSync {
  const { DatabaseSync } = loadSqlite();
  return new DatabaseSync(location, { readOnly, timeout: place.busyTimeoutMs });
}

function createFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, "a", 0o600));
}

function hasContent(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return (stat?.isFile() && stat.size > 0) ?? false;
}

/** Switching to log mode fails at once when another process is opening the same new file; it is over in milliseconds. */
function switchToLogMode(database: DatabaseSync, timeoutMs: number): void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let waitedMs = 0; !tryLogMode(database, waitedMs >= timeoutMs); waitedMs += 5) {
    Atomics.wait(pause, 0, 0, 5);
  }
}

function tryLogMode(database: DatabaseSync, isLastTry: boolean): boolean {
  try {
    database.exec("PRAGMA journal_mode = WAL");
    return true;
  } catch (error) {
    if (isLastTry || !isBusy(error)) {
      throw error;
    }
    return false;
  }
}

function closedOnError<T>(database: DatabaseSync, work: () => T): T {
  try {
    return work();
  } catch (error) {
    database.close();
    throw error;
  }
}

function translated<T>(place: ErrorPlace, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toStoreError(error, place);
  }
}

function fail(error: Error): never {
  throw error;
}
