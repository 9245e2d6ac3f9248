import type { DatabaseSync } from "node:sqlite";
import { type StoredText, storedBytes } from "./stored-text.js";

/** Bytes counted per entry besides its key and value: row headers, two index rows, the total's share. */
const ENTRY_OVERHEAD_BYTES = 128;

/** Bytes that an entry counts for in its namespace. */
export function entryBytes(key: StoredText, value: StoredText): number {
  return storedBytes(key) + storedBytes(value) + ENTRY_OVERHEAD_BYTES;
}

/** An entry without its texts. */
export interface EntryRow {
  readonly id: number;
  readonly bytes: number;
  readonly used: number;
}

/** The statements on entries, prepared once per connection. None of them walks more than the rows it names. */
export interface EntryTable {
  /** When the entry was last used. */
  used(namespace: string, key: StoredText): number | undefined;
  read(namespace: string, key: StoredText): { readonly used: number; readonly value: StoredText } | undefined;
  /** Like `used`, of an entry that holds `value`. */
  usedHolding(namespace: string, key: StoredText, value: StoredText): number | undefined;
  /** Adds or replaces; returns the new entry's id. */
  put(namespace: string, key: StoredText, value: StoredText, now: number): number;
  /** Records a use, unless a later one is recorded. */
  use(namespace: string, key: StoredText, now: number): void;
  delete(namespace: string, key: StoredText): void;
  deleteById(id: number): void;
  /** Entries from the least recently used on; fetched as they are asked for. */
  oldestFirst(namespace: string): Iterable<EntryRow>;
  total(namespace: string): { readonly bytes: number; readonly entries: number };
}

export function prepareEntryTable(database: DatabaseSync): EntryTable {
  const ofKey = "WHERE entry.namespace = ? AND entry.key = ?";
  const withContent = "FROM entry JOIN content ON content.id = entry.id";
  const used = database.prepare(`SELECT used FROM entry ${ofKey}`);
  const read = database.prepare(`SELECT entry.used, content.value ${withContent} ${ofKey}`);
  const usedHolding = database.prepare(`SELECT entry.used ${withContent} ${ofKey} AND content.value = ?`);
  const use = database.prepare(`UPDATE entry SET used = max(used, ?) ${ofKey}`);
  const addEntry = database.prepare("INSERT INTO entry (namespace, key, bytes, created, used) VALUES (?, ?, ?, ?, ?)");
  const addContent = database.prepare("INSERT INTO content (id, value) VALUES (?, ?)");
  const deleteByKey = database.prepare(`DELETE FROM entry ${ofKey}`);
  const deleteById = database.prepare("DELETE FROM entry WHERE id = ?");
  const oldestFirst = database.prepare("SELECT id, bytes, used FROM entry WHERE namespace = ? ORDER BY used, id");
  const total = database.prepare("SELECT bytes, entries FROM total WHERE namespace = ?");

  return {
    used: (namespace, key) => used.get(namespace, key)?.used as number | undefined,
    read: (namespace, key) => read.get(namespace, key) as ReturnType<EntryTable["read"]>,
    usedHolding: (namespace, key, value) => usedHolding.get(namespace, key, value)?.used as number | undefined,
    put(namespace, key, value, now) {
      deleteByKey.run(namespace, key);
      const id = Number(addEntry.run(namespace, key, entryBytes(key, value), now, now).lastInsertRowid);
      addContent.run(id, value);
      return id;
    },
    use: (namespace, key, now) => void use.run(now, namespace, key),
    delete: (namespace, key) => void deleteByKey.run(namespace, key),
    deleteById: (id) => void deleteById.run(id),
    oldestFirst: (namespace) => oldestFirst.iterate(namespace) as Iterable<unknown> as Iterable<EntryRow>,
    total: (namespace) => (total.get(namespace) ?? { bytes: 0, entries: 0 }) as ReturnType<EntryTable["total"]>,
  };
}
