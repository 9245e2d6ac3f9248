import { createMemoryStore } from "../src/store/memory-store.js";
import type { Store } from "../src/store/store.js";
import type { SyncStore } from "../src/store/sync-store.js";

type Operation = Exclude<keyof Store, "close">;

/** The same store with answers that come later. */
export function asynchronous(store: Store): Store {
  const later = async <T>(answer: () => T): Promise<Awaited<T>> => {
    await new Promise((resolve) => setImmediate(resolve));
    return await answer();
  };
  return {
    get: (key) => later(() => store.get(key)),
    set: (key, value) => later(() => store.set(key, value)),
    compareAndSet: (key, expected, value) => later(() => store.compareAndSet(key, expected, value)),
    touch: (keys) => later(() => store.touch(keys)),
    delete: (key) => later(() => store.delete(key)),
    close: () => later(() => store.close()),
  };
}

/** A store of which some operations fail for as long as `isDown` says so; it is asked once for each such call. */
export function failing(store: Store, operations: readonly Operation[], isDown: () => boolean = () => true): Store {
  const orFail = <T>(name: Operation, answer: () => T): T => {
    if (operations.includes(name) && isDown()) throw new Error(`no ${name} today`);
    return answer();
  };
  return {
    get: (key) => orFail("get", () => store.get(key)),
    set: (key, value) => orFail("set", () => store.set(key, value)),
    compareAndSet: (key, expected, value) => orFail("compareAndSet", () => store.compareAndSet(key, expected, value)),
    touch: (keys) => orFail("touch", () => store.touch(keys)),
    delete: (key) => orFail("delete", () => store.delete(key)),
    close: () => store.close(),
  };
}

/** A memory store that writes down which operations it was asked for. */
export function recorded(): { readonly store: SyncStore; readonly log: string[] } {
  const inner = createMemoryStore();
  const log: string[] = [];
  const store: SyncStore = {
    get: (key) => note(`get ${key}`, inner.get(key)),
    set: (key, value) => note(`set ${key}`, inner.set(key, value)),
    compareAndSet: (key, expected, value) => note(`compareAndSet ${key}`, inner.compareAndSet(key, expected, value)),
    touch: (keys) => note(`touch ${keys.join(" ")}`, inner.touch(keys)),
    delete: (key) => note(`delete ${key}`, inner.delete(key)),
    close: () => inner.close(),
  };
  return { store, log };

  function note<T>(operation: string, answer: T): T {
    log.push(operation);
    return answer;
  }
}
