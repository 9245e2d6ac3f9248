import type { DatabaseSync } from "node:sqlite";
import { StoreError } from "@headroom/core";
import { transaction } from "./transaction.js";

/** Marks the file as this library's (SQLite's `application_id`). */
const APPLICATION_ID = 0x48_44_52_4d;

/** Layout of the tables (SQLite's `user_version`). Raised with every change that an older version cannot work with. */
const SCHEMA_VERSION = 1;

/**
 * Texts stand apart from their entries so that recording a use writes a few bytes, not the text again. `key` and `value`
 * are TEXT or BLOB, see `toStored`. `used` and `created` are milliseconds of the store's clock.
 *
 * The triggers keep two invariants whatever writes the file: every content belongs to an entry, and `total` is the sum of
 * the entries.
 */
const SCHEMA = `
  CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    namespace TEXT NOT NULL,
    key ANY NOT NULL,
    bytes INTEGER NOT NULL,
    created INTEGER NOT NULL,
    used INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX entry_by_key ON entry (namespace, key);
  CREATE INDEX entry_by_use ON entry (namespace, used);

  CREATE TABLE content (id INTEGER PRIMARY KEY, value ANY NOT NULL) STRICT;

  CREATE TABLE total (
    namespace TEXT PRIMARY KEY,
    bytes INTEGER NOT NULL,
    entries INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TRIGGER entry_added AFTER INSERT ON entry BEGIN
    INSERT INTO total (namespace, bytes, entries) VALUES (new.namespace, new.bytes, 1)
    ON CONFLICT (namespace) DO UPDATE SET bytes = bytes + excluded.bytes, entries = entries + 1;
  END;
  CREATE TRIGGER entry_removed AFTER DELETE ON entry BEGIN
    UPDATE total SET bytes = bytes - old.bytes, entries = entries - 1 WHERE namespace = old.namespace;
    DELETE FROM content WHERE id = old.id;
  END;

  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

/**
 * Whether the file is empty and takes the schema; false when it has it. Changes nothing.
 *
 * @throws StoreError `foreign` for another program's database, `newer-schema` for one of a later version.
 */
export function lacksSchema(database: DatabaseSync, path: string): boolean {
  return transaction(database, "DEFERRED", () => readLacksSchema(database, path));
}

/** Lays out the tables, unless another process that opens the same new file was first. */
export function createSchema(database: DatabaseSync, path: string): void {
  transaction(database, "IMMEDIATE", () => {
    if (readLacksSchema(database, path)) {
      database.exec(SCHEMA);
    }
  });
}

/** Takes several reads, so it belongs inside a transaction: another process may be laying out the tables. */
function readLacksSchema(database: DatabaseSync, path: string): boolean {
  const application = pragma(database, "application_id");
  const version = pragma(database, "user_version");
  const { objects } = database.prepare("SELECT count(*) AS objects FROM sqlite_schema").get() as { objects: number };
  if (application === 0 && version === 0 && objects === 0) {
    return true;
  }
  if (application !== APPLICATION_ID) {
    throw new StoreError("foreign", `${path} is the database of another program. Give the store a path of its own.`);
  }
  if (version !== SCHEMA_VERSION) {
    throw new StoreError(
      "newer-schema",
      `The store ${path} has schema version ${version}; this version of @headroom/stores knows version ${SCHEMA_VERSION}. Update @headroom/stores, or give another path.`,
    );
  }
  return false;
}

function pragma(database: DatabaseSync, name: "application_id" | "user_version"): number {
  return (database.prepare(`PRAGMA ${name}`).get() as Record<string, number>)[name] ?? 0;
}
