const MARKER = Symbol.for("headroom.error");

/** What went wrong, as a stable word. */
export type HeadroomErrorCode = "invalid-option" | "law-broken" | "not-found" | "unreadable-body" | "context-overflow";

/**
 * An error of Headroom. `isInstance` also recognises errors of another copy of the package.
 *
 * @example
 * try { createOptimizer({ dialect, mode: "fast" as never }); }
 * catch (error) { if (HeadroomError.isInstance(error)) console.log(error.code); } // "invalid-option"
 */
export class HeadroomError extends Error {
  override readonly name = "HeadroomError";
  readonly [MARKER] = true;

  constructor(
    readonly code: HeadroomErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** Whether an error is one of these, also one of another copy of this package. */
  static isInstance(error: unknown): error is HeadroomError {
    return error instanceof Error && MARKER in error;
  }
}

/** Whether an error says that a request is too long, and that the window was told to refuse such requests. */
export function isContextOverflow(error: unknown): error is HeadroomError {
  return HeadroomError.isInstance(error) && error.code === "context-overflow";
}
