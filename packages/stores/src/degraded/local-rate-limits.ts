import type { RateCharge, RateDecision, RateLimits } from "@headroom/core";
import { createMemoryRateLimits } from "../memory/memory-rate-limits.js";
import { isOutage } from "./is-outage.js";

/** What tells moments of this process from those of the server, which are whole. */
const LOCAL = 0.5;

export interface LocalShareOptions {
  /** How many processes share the limits: each keeps to that part of them by itself. */
  readonly replicas: number;
  /** The time in milliseconds. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/**
 * The limits of a server while it answers; while it does not, this process counts by itself and keeps to its share of them, so that
 * all processes together stay within the limits.
 */
export function withLocalRateLimits(shared: RateLimits, { replicas, now }: LocalShareOptions): RateLimits {
  const local = createMemoryRateLimits(now === undefined ? {} : { now });

  async function takeLocally(owner: string, charges: readonly RateCharge[]): Promise<RateDecision> {
    const decision = await local.take(owner, charges.map(shareOf));
    return { ...decision, at: decision.at + LOCAL };
  }

  function shareOf(charge: RateCharge): RateCharge {
    const units = Math.max(1, Math.floor(charge.units / replicas));
    // What fits into the limit of all is let through alone where it does not fit into the share.
    const cost = charge.cost <= charge.units ? Math.min(charge.cost, units) : charge.cost;
    return { ...charge, units, cost };
  }

  return {
    async take(owner, charges) {
      try {
        return await shared.take(owner, charges);
      } catch (error) {
        if (!isOutage(error)) throw error;
        return takeLocally(owner, charges);
      }
    },
    async settle(owner, at, corrections) {
      if (!Number.isInteger(at)) return local.settle(owner, at - LOCAL, corrections);
      try {
        await shared.settle(owner, at, corrections);
      } catch (error) {
        // What is not given back comes back by itself when its window is over.
        if (!isOutage(error)) throw error;
      }
    },
    async close() {
      await local.close();
      await shared.close();
    },
  };
}
