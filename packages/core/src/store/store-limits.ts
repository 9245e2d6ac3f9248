import { HeadroomError } from "../errors.js";

/** How much a store keeps before what was used longest ago goes. */
export interface StoreLimits {
  /** Bytes of all keys and values together, each entry's own overhead included. A larger single value is refused. */
  readonly maxBytes?: number | undefined;
  /** Number of entries. */
  readonly maxEntries?: number | undefined;
  /** Milliseconds that an entry outlives its last use. Left out: entries do not age. */
  readonly maxAgeMs?: number | undefined;
}

/** Limits with every value in place; no age bound is `Infinity`. */
export type ResolvedStoreLimits = { readonly [Name in keyof Required<StoreLimits>]: number };

/**
 * Fills in the store's defaults and refuses what cannot be a bound.
 *
 * @throws HeadroomError `invalid-option` for a limit that is not a number of at least 1.
 *
 * @example
 * resolveStoreLimits({ maxEntries: 10 }, { maxBytes: 1_000_000, maxEntries: 1_000, maxAgeMs: Infinity });
 * // { maxBytes: 1000000, maxEntries: 10, maxAgeMs: Infinity }
 */
export function resolveStoreLimits(limits: StoreLimits, defaults: ResolvedStoreLimits): ResolvedStoreLimits {
  return Object.freeze({
    maxBytes: atLeastOne("maxBytes", limits.maxBytes ?? defaults.maxBytes),
    maxEntries: atLeastOne("maxEntries", limits.maxEntries ?? defaults.maxEntries),
    maxAgeMs: atLeastOne("maxAgeMs", limits.maxAgeMs ?? defaults.maxAgeMs),
  });
}

function atLeastOne(name: keyof StoreLimits, value: number): number {
  if (!(value >= 1)) {
    throw new HeadroomError(
      "invalid-option",
      `${name} must be a number of at least 1, not ${value}. Leave it out to use the default.`,
    );
  }
  return value;
}
