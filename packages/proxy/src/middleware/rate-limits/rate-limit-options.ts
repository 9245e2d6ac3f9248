import { HeadroomError, type RateLimits } from "@headroom/core";
import { createMemoryRateLimits } from "@headroom/stores/memory";

/** How many requests and tokens a key may send. */
export interface RateLimitOptions {
  /** Requests that each caller may send in any minute. Left out: any number. */
  readonly requestsPerMinute?: number | undefined;
  /** Tokens, of input and output together, that each caller may use in any minute. Left out: any number. */
  readonly tokensPerMinute?: number | undefined;
  /** Most output tokens that are taken for a request before it is answered; what it really was is settled after. @default 4096 */
  readonly outputTokensAhead?: number | undefined;
  /** Counts what is used. @default in this process */
  readonly store?: RateLimits | undefined;
}

export interface ResolvedRateLimits {
  readonly requestsPerMinute: number | undefined;
  readonly tokensPerMinute: number | undefined;
  readonly outputTokensAhead: number;
  readonly store: RateLimits;
}

/** What is set aside for the output of a request that does not say how long it may be, or allows for more. */
export const OUTPUT_TOKENS_AHEAD = 4096;

/**
 * Fills in what is left out.
 *
 * @throws HeadroomError `invalid-option` where nothing is limited, or a limit is no whole number of at least 1.
 */
export function resolveRateLimits(options: RateLimitOptions): ResolvedRateLimits {
  const { requestsPerMinute, tokensPerMinute, outputTokensAhead = OUTPUT_TOKENS_AHEAD } = options;
  if (requestsPerMinute === undefined && tokensPerMinute === undefined) {
    throw new HeadroomError(
      "invalid-option",
      "rateLimits needs requestsPerMinute or tokensPerMinute. Set one of them, or leave rateLimits out.",
    );
  }
  for (const [name, value, least] of [
    ["requestsPerMinute", requestsPerMinute, 1],
    ["tokensPerMinute", tokensPerMinute, 1],
    ["outputTokensAhead", outputTokensAhead, 0],
  ] as const) {
    if (value === undefined || (Number.isSafeInteger(value) && value >= least)) continue;
    throw new HeadroomError(
      "invalid-option",
      `rateLimits.${name} must be a whole number of at least ${least}, not ${value}.`,
    );
  }
  return { requestsPerMinute, tokensPerMinute, outputTokensAhead, store: options.store ?? createMemoryRateLimits() };
}
