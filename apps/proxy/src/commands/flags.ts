import { type ParseArgsOptionsConfig, parseArgs } from "node:util";

/** The command line itself is wrong: one line on stderr, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** What was given to a command is wrong: one line on stderr, nothing written, exit code 1. */
export class InputError extends Error {
  override readonly name = "InputError";
}

/**
 * Reads flags and at most `positionals` words.
 *
 * @throws UsageError for an unknown flag, a missing value, or too many words.
 */
export function parseFlags<T extends ParseArgsOptionsConfig>(argv: readonly string[], options: T, positionals: number) {
  let parsed: ReturnType<typeof parseArgs<{ args: string[]; options: T; allowPositionals: true; strict: true }>>;
  try {
    parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  refuseExtra(parsed.positionals, positionals);
  return parsed;
}

/** @throws UsageError for more than `most` words. */
export function refuseExtra(positionals: readonly string[], most: number): void {
  const extra = positionals[most];
  if (extra !== undefined) throw new UsageError(`Unexpected argument ${JSON.stringify(extra)}.`);
}

/** @throws UsageError when a value is given and is not one of `allowed`. */
export function requireOneOf(flag: string, value: string | undefined, allowed: readonly string[]): void {
  if (value === undefined || allowed.includes(value)) return;
  throw new UsageError(`${flag} is ${JSON.stringify(value)}; it must be one of ${allowed.join(", ")}.`);
}
