import type { Store } from "./store.js";

/** A {@link Store} that answers at once: every operation returns its result or throws. */
export interface SyncStore extends Store {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  compareAndSet(key: string, expected: string | undefined, value: string): boolean;
  touch(keys: readonly string[]): readonly string[];
  delete(key: string): void;
  close(): void;
}
