import type { RateDecision, RateLimit, RateLimits } from "@headroom/core";
import { LRUCache } from "lru-cache";
import { checkCharges } from "../limits/slots.js";
import { Bucket } from "./bucket.js";

/** Owners whose buckets are remembered; those of the one who did nothing for longest are full again first. */
const MAX_OWNERS = 100_000;

/** The clock that limits are kept by. */
export interface MemoryRateLimitsOptions {
  /** The time in milliseconds. @default Date.now */
  readonly now?: () => number;
}

/**
 * Rate limits of this process alone.
 *
 * @example
 * const limits = createMemoryRateLimits();
 * await limits.take("caller", [{ name: "requests", units: 60, windowMs: 60_000, cost: 1 }]); // { admitted: true, ... }
 */
export function createMemoryRateLimits({ now = Date.now }: MemoryRateLimitsOptions = {}): RateLimits {
  const owners = new LRUCache<string, Map<string, Bucket>>({ max: MAX_OWNERS });

  function bucketsOf(owner: string, limits: readonly RateLimit[]): Bucket[] {
    const buckets = owners.get(owner) ?? new Map<string, Bucket>();
    owners.set(owner, buckets);
    return limits.map((limit) => {
      const bucket = buckets.get(limit.name) ?? new Bucket(limit);
      buckets.set(limit.name, bucket);
      return bucket;
    });
  }

  return {
    take(owner, charges): RateDecision {
      checkCharges(charges);
      const at = now();
      const buckets = bucketsOf(owner, charges);
      const states = () => charges.map((charge, index) => (buckets[index] as Bucket).state(charge, at));
      const before = states();
      const admitted = before.every(({ waitMs }) => waitMs === 0);
      if (!admitted) return { admitted, limits: before, at };
      for (const [index, { cost }] of charges.entries()) buckets[index]?.take(cost, at);
      return { admitted, limits: states().map((state) => ({ ...state, waitMs: 0 })), at };
    },
    settle(owner, at, corrections) {
      const buckets = bucketsOf(owner, corrections);
      for (const [index, { back }] of corrections.entries()) {
        if (back > 0) buckets[index]?.putBack(back, at);
        else buckets[index]?.take(-back, now());
      }
    },
    close: () => owners.clear(),
  };
}
