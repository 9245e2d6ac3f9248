import { StoreError, type StoreErrorCode } from "@headroom/core";

/** What an error message names. */
export interface ErrorPlace {
  readonly path: string;
  readonly busyTimeoutMs: number;
}

type Failure = Extract<
  StoreErrorCode,
  "cannot-open" | "busy" | "read-only" | "corrupt" | "full" | "too-large" | "failed"
>;

/** SQLite's primary result codes (the low byte of the extended code). */
const CODES: Readonly<Record<number, Failure>> = {
  3: "cannot-open", // SQLITE_PERM
  5: "busy", // SQLITE_BUSY
  6: "busy", // SQLITE_LOCKED
  8: "read-only", // SQLITE_READONLY
  11: "corrupt", // SQLITE_CORRUPT
  13: "full", // SQLITE_FULL
  14: "cannot-open", // SQLITE_CANTOPEN
  18: "too-large", // SQLITE_TOOBIG
  23: "cannot-open", // SQLITE_AUTH
  26: "corrupt", // SQLITE_NOTADB
};

/** What the operating system says about the file or its folder. */
const SYSTEM_CODES: Readonly<Record<string, Failure>> = {
  EACCES: "cannot-open",
  EPERM: "cannot-open",
  EISDIR: "cannot-open",
  ENOTDIR: "cannot-open",
  ENOENT: "cannot-open",
  EEXIST: "cannot-open",
  ELOOP: "cannot-open",
  ENAMETOOLONG: "cannot-open",
  EROFS: "read-only",
  ENOSPC: "full",
  EDQUOT: "full",
};

const ADVICE: Readonly<Record<Failure, (place: ErrorPlace) => string>> = {
  "cannot-open": ({ path }) => `cannot be opened. Check that its folder exists and that this user may use ${path}.`,
  busy: ({ busyTimeoutMs }) =>
    `was locked by another process for more than ${busyTimeoutMs} ms. Try again, or raise busyTimeoutMs.`,
  "read-only": () => "cannot be written. Make the file and its folder writable for this user and open it again.",
  corrupt: ({ path }) =>
    `is damaged, or no SQLite database. Stop what uses it and move ${path}, ${path}-wal and ${path}-shm away; opening it again starts an empty store.`,
  full: () => "has no space left on its disk. Free some; what is stored stays readable.",
  "too-large": () => "cannot hold a text of this size. Do not store it.",
  failed: () => "could not be read or written. See the cause; check the disk.",
};

/** The driver's or file system's error as a {@link StoreError}; any other error as it is. */
export function toStoreError(error: unknown, place: ErrorPlace): unknown {
  const code = failureOf(error);
  if (code === undefined) {
    return error;
  }
  const reason = (error as Error).message;
  return new StoreError(code, `The store ${place.path} ${ADVICE[code](place)} (${reason})`, { cause: error });
}

function failureOf(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || StoreError.isInstance(error)) {
    return undefined;
  }
  const { errcode, code } = error as { errcode?: unknown; code?: unknown };
  if (typeof errcode === "number") {
    return CODES[errcode & 0xff] ?? "failed";
  }
  if ("syscall" in error && typeof code === "string") {
    return SYSTEM_CODES[code] ?? "failed";
  }
  return undefined;
}

/** Whether another process holds the lock that was asked for. */
export function isBusy(error: unknown): boolean {
  return failureOf(error) === "busy";
}
