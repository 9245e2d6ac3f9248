import type { MaybePromise, Store } from "@headroom/core";
import { invalidOption } from "@headroom/core";
import { loadSqliteStores } from "./load-sqlite-stores.js";

/**
 * The file that a store URL names: three slashes before a relative path, four before an absolute one, or the path alone.
 *
 * @throws HeadroomError `invalid-option` for another scheme.
 * @example
 * pathOfStoreUrl("sqlite:///headroom.db"); // "headroom.db"
 * pathOfStoreUrl("sqlite:////var/lib/headroom.db"); // "/var/lib/headroom.db"
 */
export function pathOfStoreUrl(url: string): string {
  const [, scheme, rest = ""] = /^([a-z][a-z0-9+]+):\/\/(.*)$/i.exec(url) ?? [];
  const path = scheme === undefined ? url : rest.slice(1);
  const isSqlite = scheme === undefined || (scheme.toLowerCase() === "sqlite" && rest.startsWith("/"));
  if (!isSqlite || path === "") {
    throw invalidOption(
      `storeUrl is ${JSON.stringify(url)}; write sqlite:///relative/path, sqlite:////absolute/path or a path.`,
    );
  }
  return path;
}

/** The stores of an application. */
export interface Stores {
  readonly originals: Store;
  readonly decisions: Store;
  close(): MaybePromise<void>;
}

/** Stores in a file that is opened when one of them is first used. */
export function openStoresLater(url: string): Stores {
  const path = pathOfStoreUrl(url);
  let opened: Promise<Stores> | undefined;
  const open = (): Promise<Stores> => (opened ??= openSqlite(path));
  return {
    originals: storeLater(() => open().then(({ originals }) => originals)),
    decisions: storeLater(() => open().then(({ decisions }) => decisions)),
    close: () => opened?.then((stores) => stores.close()),
  };
}

/** What is closed is the file, not one of its stores. */
function storeLater(open: () => Promise<Store>): Store {
  const use = <T>(operation: (store: Store) => MaybePromise<T>): Promise<T> => open().then(operation);
  return {
    get: (key) => use((store) => store.get(key)),
    set: (key, value) => use((store) => store.set(key, value)),
    compareAndSet: (key, expected, value) => use((store) => store.compareAndSet(key, expected, value)),
    touch: (keys) => use((store) => store.touch(keys)),
    delete: (key) => use((store) => store.delete(key)),
    close: () => undefined,
  };
}

async function openSqlite(path: string): Promise<Stores> {
  const sqlite = await loadSqliteStores();
  return sqlite.openSqliteStores({ path });
}
