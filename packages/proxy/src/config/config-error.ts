const MARKER = Symbol.for("headroom.config-error");

/** Where a value of an option was given. */
export type ConfigSource = "flag" | "environment" | "file";

/**
 * A value that an option does not take, or a name that is none. The message says where it stands and what it may be.
 * `isInstance` also recognises errors of another copy of the package.
 */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly [MARKER] = true;

  constructor(
    readonly source: ConfigSource,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** Whether an error is one of these, also one of another copy of this package. */
  static isInstance(error: unknown): error is ConfigError {
    return error instanceof Error && MARKER in error;
  }
}
