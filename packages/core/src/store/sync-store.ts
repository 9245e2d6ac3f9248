import type { Store } from "./store.js";

/** A {@link Store} that answers at once: every operation returns its result or throws. */
export interface SyncStore extends Store {
  get(key: string): string | undefined;
  /** Holds a value. */
  set(key: string, value: string): void;
  compareAndSet(key: string, expected: string | undefined, value: string): boolean;
  touch(keys: readonly string[]): readonly string[];
  /** Forgets a value; nothing happens where there is none. */
  delete(key: string): void;
  /** Gives connections and files back. */
  close(): void;
}
