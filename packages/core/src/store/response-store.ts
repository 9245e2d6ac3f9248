import type { MaybePromise } from "../maybe-promise.js";

/** How much a store of answers keeps. */
export interface ResponseStoreLimits {
  /** Milliseconds from being stored to being forgotten, however often it is used. */
  readonly maxAgeMs: number;
  /** What was used longest ago goes first. */
  readonly maxEntries: number;
  /** Bytes of all answers together. A larger single one is not kept, nor is what it was to replace. */
  readonly maxBytes: number;
}

/** Keeps answers for a while. A key carries its tenant; stores do not read it. */
export interface ResponseStore {
  get(key: string): MaybePromise<Uint8Array | undefined>;
  set(key: string, answer: Uint8Array): MaybePromise<void>;
  clear(): MaybePromise<void>;
  /** Number of answers that are kept. */
  count(): MaybePromise<number>;
  close(): MaybePromise<void>;
}
