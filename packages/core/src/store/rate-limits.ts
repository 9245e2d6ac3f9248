import type { MaybePromise } from "../maybe-promise.js";

/** A bucket of units. A unit that is taken out comes back `windowMs` later, so no span of that length sees more than `units`. */
export interface RateLimit {
  /** What is counted, such as `requests`. Names the bucket among those of its owner. */
  readonly name: string;
  /** What the bucket holds when it is full; whole, at least 1. */
  readonly units: number;
  readonly windowMs: number;
}

/** Units to take out of a bucket. */
export interface RateCharge extends RateLimit {
  /** Whole, at least 0. More than `units` never passes. */
  readonly cost: number;
}

/** Units to put back into a bucket, or, if negative, to take out whatever it holds. */
export interface RateCorrection extends RateLimit {
  readonly back: number;
}

/** What is left of a bucket. */
export interface RateLimitState {
  /** Units that are left; at least 0. */
  readonly remaining: number;
  /** Milliseconds until all units are back. */
  readonly resetMs: number;
  /** Milliseconds until the charge fits; 0 where it does, `Infinity` where it never will. */
  readonly waitMs: number;
}

/** Whether a request may go, and what is left. */
export interface RateDecision {
  readonly admitted: boolean;
  /** State after the decision, in the order of the charges. */
  readonly limits: readonly RateLimitState[];
  /** When it was taken, by the clock of the store, for {@link RateLimits.settle}. */
  readonly at: number;
}

/** Counts what callers use against their limits. */
export interface RateLimits {
  /**
   * Takes all charges or none. What `owner` may do is decided in one step, whoever else asks at the same time, on this machine
   * or on another.
   */
  take(owner: string, charges: readonly RateCharge[]): MaybePromise<RateDecision>;
  /**
   * Corrects what was taken `at` some time, once it is known what it cost. What came back by itself meanwhile is not given back
   * again.
   */
  settle(owner: string, at: number, corrections: readonly RateCorrection[]): MaybePromise<void>;
  /** Gives connections and files back. */
  close(): MaybePromise<void>;
}
