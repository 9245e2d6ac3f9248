import { StoreError } from "@headroom/core";

type SqliteModule = typeof import("node:sqlite");

const NEEDED = "22.19";

/**
 * Node's own SQLite driver, loaded on demand so that importing this package works on every runtime.
 *
 * @throws StoreError `unsupported-runtime` where there is no such driver, naming the version that has it.
 */
export function loadSqlite(version: string = process.versions.node): SqliteModule {
  const sqlite = isRecentEnough(version) ? withoutSqliteWarning(requireSqlite) : undefined;
  if (sqlite === undefined) {
    throw new StoreError(
      "unsupported-runtime",
      `The SQLite store needs Node ${NEEDED} or later with its built-in node:sqlite; this is Node ${version}. Upgrade Node, or use createMemoryStore from @headroom/core.`,
    );
  }
  return sqlite;
}

/** `process.getBuiltinModule` is synchronous, serves ESM and CJS alike, and answers `undefined` instead of throwing. */
function requireSqlite(): SqliteModule | undefined {
  return process.getBuiltinModule?.("node:sqlite");
}

function isRecentEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [neededMajor = 0, neededMinor = 0] = NEEDED.split(".").map(Number);
  return major > neededMajor || (major === neededMajor && minor >= neededMinor);
}

/**
 * Some Node versions announce on first load that SQLite is experimental. Only that one announcement is dropped, and only
 * while loading; the emitter is back in place before anything else can run.
 */
function withoutSqliteWarning<T>(load: () => T): T {
  const emitWarning = process.emitWarning;
  const selective = (warning: string | Error, ...rest: unknown[]): void => {
    if (!isSqliteAnnouncement(warning, rest[0])) {
      Reflect.apply(emitWarning, process, [warning, ...rest]);
    }
  };
  process.emitWarning = selective;
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}

function isSqliteAnnouncement(warning: string | Error, type: unknown): boolean {
  return type === "ExperimentalWarning" && String(warning).startsWith("SQLite ");
}
