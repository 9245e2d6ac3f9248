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
  /** The answer that is held under a key, as it was given. */
  get(key: string): MaybePromise<Uint8Array | undefined>;
  /** Holds an answer for as long as the store is made for. */
  set(key: string, answer: Uint8Array): MaybePromise<void>;
  /** Forgets all answers. */
  clear(): MaybePromise<void>;
  /** Number of answers that are kept. */
  count(): MaybePromise<number>;
  /** Gives connections and files back. */
  close(): MaybePromise<void>;
}
