/** Stores in one SQLite file, over Node's built-in driver. */
export { openSqliteStores, type SqliteStores, type SqliteStoresOptions, type StoreSize } from "./open-sqlite-stores.js";
