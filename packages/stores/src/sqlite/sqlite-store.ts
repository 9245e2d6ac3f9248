import { type ResolvedStoreLimits, StoreError, type SyncStore } from "@headroom/core";
import { type Connection, closedError } from "./connection.js";
import { entryBytes } from "./entry-table.js";
import { evictBatch } from "./eviction.js";
import { fromStored, type StoredText, toStored } from "./stored-text.js";

/** Uses of one entry are recorded at most this often, or ten times in a life when lives are short. */
const USE_INTERVAL_MS = 5 * 60_000;

/** One namespace of a database file. */
export class SqliteStore implements SyncStore {
  readonly #connection: Connection;
  readonly #namespace: string;
  readonly #limits: ResolvedStoreLimits;
  readonly #useIntervalMs: number;
  readonly #clock: () => number;
  #closed = false;

  constructor(connection: Connection, namespace: string, limits: ResolvedStoreLimits, now: () => number) {
    this.#connection = connection;
    this.#namespace = namespace;
    this.#limits = limits;
    this.#useIntervalMs = Math.min(USE_INTERVAL_MS, limits.maxAgeMs / 10);
    this.#clock = now;
  }

  get(key: string): string | undefined {
    const { entries } = this.#opened();
    const storedKey = toStored(key);
    const now = this.#now();
    const row = this.#connection.run(() => entries.read(this.#namespace, storedKey));
    if (row === undefined || !this.#isAlive(row.used, now)) {
      return undefined;
    }
    if (this.#isUseDue(row.used, now)) {
      this.#connection.tryWrite(() => entries.use(this.#namespace, storedKey, now));
    }
    return fromStored(row.value);
  }

  set(key: string, value: string): void {
    const { entries } = this.#opened();
    const [storedKey, storedValue] = this.#fitting(key, value);
    const now = this.#now();
    const usedHolding = () => entries.usedHolding(this.#namespace, storedKey, storedValue);
    const before = this.#connection.run(usedHolding);
    if (this.#isAlive(before, now) && !this.#isUseDue(before, now)) {
      return;
    }
    this.#write(now, () => {
      if (usedHolding() === undefined) {
        return entries.put(this.#namespace, storedKey, storedValue, now);
      }
      entries.use(this.#namespace, storedKey, now);
      return undefined;
    });
  }

  compareAndSet(key: string, expected: string | undefined, value: string): boolean {
    const { entries } = this.#opened();
    const storedKey = toStored(key);
    const storedExpected = expected === undefined ? undefined : toStored(expected);
    const now = this.#now();
    const holds = (): boolean => this.#holds(storedKey, storedExpected, now);
    if (!this.#connection.run(holds)) {
      return false;
    }
    const [, storedValue] = this.#fitting(key, value);
    let written = false;
    this.#write(now, () => {
      written = holds();
      return written ? entries.put(this.#namespace, storedKey, storedValue, now) : undefined;
    });
    return written;
  }

  touch(keys: readonly string[]): readonly string[] {
    const { entries } = this.#opened();
    const now = this.#now();
    let isAnyDue = false;
    const alive = (key: string): boolean => {
      const used = entries.used(this.#namespace, toStored(key));
      const isAlive = this.#isAlive(used, now);
      isAnyDue ||= isAlive && this.#isUseDue(used, now);
      return isAlive;
    };
    const found = this.#connection.snapshot(() => keys.filter(alive));
    if (!isAnyDue) {
      return found;
    }
    return this.#connection.write(() => {
      const present = found.filter(alive);
      for (const key of present) {
        entries.use(this.#namespace, toStored(key), now);
      }
      return present;
    });
  }

  delete(key: string): void {
    const { entries } = this.#opened();
    this.#connection.write(() => entries.delete(this.#namespace, toStored(key)));
  }

  /** Ends this view of the namespace; the file stays open for the others. */
  close(): void {
    this.#closed = true;
  }

  /** Writes and brings the namespace back under its limits; `work` answers the id of what it added. */
  #write(now: number, work: () => number | undefined): void {
    const { entries } = this.#connection;
    let added: number | undefined;
    let isOver = this.#connection.write(() => {
      added = work();
      return added !== undefined && evictBatch(entries, this.#namespace, this.#limits, now, added);
    });
    while (isOver) {
      isOver = this.#connection.write(() => evictBatch(entries, this.#namespace, this.#limits, now, added));
    }
  }

  #holds(key: StoredText, expected: StoredText | undefined, now: number): boolean {
    const { entries } = this.#connection;
    if (expected === undefined) {
      return !this.#isAlive(entries.used(this.#namespace, key), now);
    }
    return this.#isAlive(entries.usedHolding(this.#namespace, key, expected), now);
  }

  #fitting(key: string, value: string): [key: StoredText, value: StoredText] {
    const stored: [StoredText, StoredText] = [toStored(key), toStored(value)];
    const bytes = entryBytes(...stored);
    if (bytes > this.#limits.maxBytes) {
      throw new StoreError(
        "too-large",
        `A text of ${bytes} bytes (overhead included) does not fit into the ${this.#limits.maxBytes} bytes of "${this.#namespace}". Raise maxBytes, or do not store it.`,
      );
    }
    return stored;
  }

  #isAlive(used: number | undefined, now: number): used is number {
    return used !== undefined && now - used <= this.#limits.maxAgeMs;
  }

  #isUseDue(used: number, now: number): boolean {
    return now - used >= this.#useIntervalMs;
  }

  #now(): number {
    return Math.floor(this.#clock());
  }

  #opened(): Connection {
    if (this.#closed) {
      throw closedError(`"${this.#namespace}"`);
    }
    return this.#connection;
  }
}
