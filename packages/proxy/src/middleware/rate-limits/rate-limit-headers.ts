import type { RateCharge, RateLimitState } from "@headroom/core";

/** Lines that tell a client of its limits, by the IETF's draft: what they are, and what is left of them. */
export function rateLimitHeaders(charges: readonly RateCharge[], states: readonly RateLimitState[]): string[] {
  const policies = charges.map(({ name, units, windowMs }) => `"${name}";q=${units};w=${seconds(windowMs)}`);
  const left = charges.map(({ name }, index) => {
    const { remaining, resetMs } = states[index] as RateLimitState;
    return `"${name}";r=${remaining};t=${seconds(resetMs)}`;
  });
  return ["ratelimit-policy", policies.join(", "), "ratelimit", left.join(", ")];
}

/** The same by the names that clients of OpenAI read, for answers in which there are none of a provider. */
export function namedRateLimitHeaders(charges: readonly RateCharge[], states: readonly RateLimitState[]): string[] {
  return charges.flatMap(({ name, units }, index) => {
    const { remaining, resetMs } = states[index] as RateLimitState;
    return [
      `x-ratelimit-limit-${name}`,
      String(units),
      `x-ratelimit-remaining-${name}`,
      String(remaining),
      `x-ratelimit-reset-${name}`,
      `${seconds(resetMs)}s`,
    ];
  });
}

/** Whole seconds, so long that the wait is over after them. */
export function seconds(milliseconds: number): number {
  return Math.ceil(milliseconds / 1000);
}
