/**
 * Why a store could not answer.
 *
 * - `too-large`: the value alone exceeds the store's `maxBytes`; nothing was changed.
 * - `busy`: others held the store for too long; the same call may succeed later.
 * - `full`: no space left; what is stored stays readable.
 * - `read-only`: the store can be read but not written.
 * - `corrupt`: the stored data is damaged.
 * - `newer-schema`: written by a later version of this library.
 * - `foreign`: the place holds another program's data.
 * - `cannot-open`: missing permission, missing folder, not a file.
 * - `unavailable`: the server does not answer now; the same call may succeed later.
 * - `closed`: used after `close()`.
 * - `unsupported-runtime`: this JavaScript runtime lacks what the store is built on.
 * - `failed`: anything else; see `cause`.
 */
export type StoreErrorCode =
  | "too-large"
  | "busy"
  | "full"
  | "read-only"
  | "corrupt"
  | "newer-schema"
  | "foreign"
  | "cannot-open"
  | "unavailable"
  | "closed"
  | "unsupported-runtime"
  | "failed";

const MARKER = Symbol.for("headroom.store-error");

/**
 * What every store throws or rejects with. The message says what happened and what to do next. `isInstance` also
 * recognises errors of another copy of the package.
 *
 * @example
 * try { store.set("tenant/handle", text); }
 * catch (error) { if (StoreError.isInstance(error)) console.log(error.code); } // "too-large"
 */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly [MARKER] = true;
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  /** Whether an error is one of these, also one of another copy of this package. */
  static isInstance(error: unknown): error is StoreError {
    return error instanceof Error && MARKER in error;
  }
}
