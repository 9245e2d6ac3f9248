import type { MaybePromise } from "../maybe-promise.js";

/**
 * Keeps texts under keys: originals behind handles, decisions that must be repeated.
 *
 * A key carries its tenant; stores do not read it. Every operation may be synchronous or not. A store that is full drops
 * what was used longest ago; `get`, `touch` and every write count as use.
 */
export interface Store {
  /** The text under `key`, or `undefined`. Rejects or throws when the store cannot answer. */
  get(key: string): MaybePromise<string | undefined>;
  /** Holds a value. Durable when it resolves, where the store is durable. */
  set(key: string, value: string): MaybePromise<void>;
  /** Writes `value` only if the key holds `expected` (`undefined`: nothing). Says whether it wrote. Atomic across processes. */
  compareAndSet(key: string, expected: string | undefined, value: string): MaybePromise<boolean>;
  /** Prolongs the life of those keys that exist and says which ones these are, in the order given. */
  touch(keys: readonly string[]): MaybePromise<readonly string[]>;
  /** Forgets a value; nothing happens where there is none. */
  delete(key: string): MaybePromise<void>;
  /** Gives connections and files back. */
  close(): MaybePromise<void>;
}
