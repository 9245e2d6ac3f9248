import type { RateCharge, RateLimit, RateLimitState } from "@headroom/core";
import { slotMs } from "../limits/slots.js";

/**
 * What was taken out of one bucket during its window, by slot. A slot counts until all of it lies outside of the window, so
 * that no span of that length, wherever it begins, sees more than the bucket holds.
 */
export class Bucket {
  /** Units by the number of the slot, oldest first. */
  readonly #taken = new Map<number, number>();
  readonly #slotMs: number;
  readonly #windowMs: number;

  constructor(limit: RateLimit) {
    this.#slotMs = slotMs(limit);
    this.#windowMs = limit.windowMs;
  }

  state({ units, cost }: Pick<RateCharge, "units" | "cost">, now: number): RateLimitState {
    this.#forget(now);
    const taken = this.#total();
    return {
      remaining: Math.max(0, units - taken),
      resetMs: this.#resetMs(now),
      waitMs: cost > units ? Number.POSITIVE_INFINITY : this.#waitMs(taken + cost - units, now),
    };
  }

  /** Takes units now, or, if negative, nothing. */
  take(cost: number, now: number): void {
    if (cost <= 0) return;
    // A clock that goes back does not make what is taken older than what was taken before.
    const slot = Math.max(this.#slotOf(now), [...this.#taken.keys()].at(-1) ?? 0);
    this.#taken.set(slot, (this.#taken.get(slot) ?? 0) + cost);
  }

  /** Puts units back that were taken `at` some time and are still out. */
  putBack(units: number, at: number): void {
    const slot = this.#slotOf(at);
    const taken = this.#taken.get(slot);
    if (taken !== undefined) this.#taken.set(slot, Math.max(0, taken - units));
  }

  #forget(now: number): void {
    const oldest = Math.floor((now - this.#windowMs) / this.#slotMs);
    for (const slot of this.#taken.keys()) {
      if (slot >= oldest) return;
      this.#taken.delete(slot);
    }
  }

  #total(): number {
    let total = 0;
    for (const units of this.#taken.values()) total += units;
    return total;
  }

  /** How long until `missing` units are back. */
  #waitMs(missing: number, now: number): number {
    let left = missing;
    for (const [slot, units] of this.#taken) {
      if (left <= 0) return 0;
      left -= units;
      if (left <= 0) return this.#backAt(slot) - now;
    }
    return 0;
  }

  #resetMs(now: number): number {
    const newest = [...this.#taken].findLast(([, units]) => units > 0);
    return newest === undefined ? 0 : Math.max(0, this.#backAt(newest[0]) - now);
  }

  #backAt(slot: number): number {
    return (slot + 1) * this.#slotMs + this.#windowMs;
  }

  #slotOf(at: number): number {
    return Math.floor(at / this.#slotMs);
  }
}
