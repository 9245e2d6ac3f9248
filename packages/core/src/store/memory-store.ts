import { HeadroomError } from "../errors.js";
import { StoreError } from "./store-error.js";
import { type ResolvedStoreLimits, resolveStoreLimits, type StoreLimits } from "./store-limits.js";
import type { SyncStore } from "./sync-store.js";

/** What an entry occupies besides its characters: the record, the map's slot, two string headers. */
const ENTRY_OVERHEAD_BYTES = 160;

const DEFAULT_LIMITS: ResolvedStoreLimits = { maxBytes: 64 * 1024 * 1024, maxEntries: 100_000, maxAgeMs: Infinity };

export interface MemoryStoreOptions extends StoreLimits {
  /** The time in milliseconds. Needed with `maxAgeMs`, otherwise never called. */
  readonly now?: (() => number) | undefined;
}

/**
 * A store in this process's memory, gone when the process ends.
 *
 * Bounded by bytes (two per UTF-16 unit of key and value, plus a fixed overhead per entry; 64 MiB unless told otherwise)
 * and by entries (100,000): the least recently used goes first. With `maxAgeMs` and a clock, entries also go when they
 * were not used for longer than that.
 *
 * @throws HeadroomError `invalid-option` for a limit below 1, or `maxAgeMs` without `now`. The store's operations throw
 * {@link StoreError}: `too-large` for a text that alone exceeds `maxBytes` (nothing changes), `closed` after `close()`.
 *
 * @example
 * const store = createMemoryStore({ maxBytes: 8 * 1024 * 1024 });
 * store.set("tenant/handle", "a long tool output");
 * store.get("tenant/handle"); // "a long tool output"
 * store.compareAndSet("tenant/choice", undefined, "first"); // true
 * store.compareAndSet("tenant/choice", undefined, "second"); // false
 */
export function createMemoryStore(options: MemoryStoreOptions = {}): SyncStore {
  const limits = resolveStoreLimits(options, DEFAULT_LIMITS);
  if (limits.maxAgeMs !== Infinity && options.now === undefined) {
    throw new HeadroomError(
      "invalid-option",
      "maxAgeMs needs a clock. Pass `now`, such as Date.now, or leave maxAgeMs out.",
    );
  }
  return new MemoryStore(limits, options.now ?? (() => 0));
}

interface Entry {
  readonly key: string;
  readonly value: string;
  readonly bytes: number;
  readonly usedAt: number;
}

class MemoryStore implements SyncStore {
  readonly #limits: ResolvedStoreLimits;
  readonly #now: () => number;
  /** In the order of last use: using an entry takes it out and puts it back at the end. */
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;
  #closed = false;

  constructor(limits: ResolvedStoreLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  get(key: string): string | undefined {
    return this.#use(key)?.value;
  }

  set(key: string, value: string): void {
    this.#assertOpen();
    this.#put(key, value);
  }

  compareAndSet(key: string, expected: string | undefined, value: string): boolean {
    if (this.#find(key)?.value !== expected) {
      return false;
    }
    this.#put(key, value);
    return true;
  }

  touch(keys: readonly string[]): readonly string[] {
    this.#assertOpen();
    return keys.filter((key) => this.#use(key) !== undefined);
  }

  delete(key: string): void {
    this.#assertOpen();
    this.#remove(key);
  }

  close(): void {
    this.#closed = true;
    this.#entries.clear();
    this.#bytes = 0;
  }

  #find(key: string): Entry | undefined {
    this.#assertOpen();
    const entry = this.#entries.get(key);
    return entry === undefined || this.#isExpired(entry, this.#now()) ? undefined : entry;
  }

  #use(key: string): Entry | undefined {
    const entry = this.#find(key);
    if (entry !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(entry.key, { ...entry, usedAt: this.#now() });
    }
    return entry;
  }

  #put(key: string, value: string): void {
    const bytes = 2 * (key.length + value.length) + ENTRY_OVERHEAD_BYTES;
    if (bytes > this.#limits.maxBytes) {
      throw new StoreError(
        "too-large",
        `A text of ${bytes} bytes (overhead included) does not fit into a store of ${this.#limits.maxBytes} bytes. Raise maxBytes, or do not store it.`,
      );
    }
    this.#remove(key);
    const entry: Entry = { key: ownCopy(key), value: ownCopy(value), bytes, usedAt: this.#now() };
    this.#entries.set(entry.key, entry);
    this.#bytes += bytes;
    this.#makeRoom(entry);
  }

  #makeRoom(kept: Entry): void {
    for (const oldest of this.#entries.values()) {
      const isOver = this.#bytes > this.#limits.maxBytes || this.#entries.size > this.#limits.maxEntries;
      if (oldest === kept || !(isOver || this.#isExpired(oldest, kept.usedAt))) {
        return;
      }
      this.#remove(oldest.key);
    }
  }

  #remove(key: string): void {
    this.#bytes -= this.#entries.get(key)?.bytes ?? 0;
    this.#entries.delete(key);
  }

  #isExpired(entry: Entry, now: number): boolean {
    return now - entry.usedAt > this.#limits.maxAgeMs;
  }

  #assertOpen(): void {
    if (this.#closed) {
      throw new StoreError("closed", "The memory store was closed. Create a new one.");
    }
  }
}

/**
 * The same characters in memory of their own. Engines represent a slice of a long string by a reference into it, so a
 * short text cut from a request body would keep the whole body alive and no bound would hold.
 */
function ownCopy(text: string): string {
  return ` ${text}`.slice(1);
}
