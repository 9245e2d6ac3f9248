import { invalidOption } from "@headroom/core";

type SqliteModule = typeof import("@headroom/stores/sqlite");

/**
 * The stores in SQLite files, which are loaded where they are asked for: bundles for browsers go without them, see `browser` in
 * the package.
 *
 * @throws HeadroomError `invalid-option` where there are none, saying what to do.
 */
export async function loadSqliteStores(): Promise<SqliteModule> {
  let sqlite: Partial<SqliteModule>;
  try {
    sqlite = await import("@headroom/stores/sqlite");
  } catch (error) {
    throw missing(String(error));
  }
  if (sqlite.openSqliteStores === undefined) throw missing("This is a bundle for browsers.");
  return sqlite as SqliteModule;
}

function missing(why: string): Error {
  return invalidOption(
    `storeUrl needs @headroom/stores on Node.js 22.19 or later: install it, or leave storeUrl out to keep all in memory. ${why}`,
  );
}
