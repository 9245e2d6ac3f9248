import { HeadroomError, type ResponseStore } from "@headroom/core";
import { createMemoryResponses } from "@headroom/stores/memory";
import {
  type AnswerSimilarityOptions,
  type ResolvedAnswerSimilarity,
  resolveAnswerSimilarity,
} from "./similarity/answer-similarity-options.js";

const MEBIBYTE = 1024 * 1024;

/** Which answers are held, and how long. */
export interface ResponseCacheOptions {
  /** How long an answer is given again. @default 3600 */
  readonly ttlSeconds?: number | undefined;
  /** Most answers that are kept; what was used longest ago goes first. @default 1000 */
  readonly maxEntries?: number | undefined;
  /** Most bytes of all answers together. @default 67_108_864 */
  readonly maxBytes?: number | undefined;
  /** Longest answer that is kept, in bytes. @default 4_194_304 */
  readonly maxAnswerBytes?: number | undefined;
  /** Keeps the answers, within limits of its own. @default in the memory of this process */
  readonly store?: ResponseStore | undefined;
  /** When answers are given to requests that ask the same in other words. @default never */
  readonly similarity?: AnswerSimilarityOptions | undefined;
}

export interface ResolvedResponseCache {
  readonly ttlSeconds: number;
  readonly maxEntries: number;
  readonly maxBytes: number;
  readonly maxAnswerBytes: number;
  readonly store: ResponseStore;
  readonly similarity: ResolvedAnswerSimilarity | undefined;
}

/**
 * Fills in what is left out.
 *
 * @throws HeadroomError `invalid-option` for a number that is no whole one of at least 1, and see {@link resolveAnswerSimilarity}.
 */
export function resolveResponseCache(options: ResponseCacheOptions): ResolvedResponseCache {
  const numbers = {
    ttlSeconds: atLeastOne("ttlSeconds", options.ttlSeconds ?? 3600),
    maxEntries: atLeastOne("maxEntries", options.maxEntries ?? 1000),
    maxBytes: atLeastOne("maxBytes", options.maxBytes ?? 64 * MEBIBYTE),
    maxAnswerBytes: atLeastOne("maxAnswerBytes", options.maxAnswerBytes ?? 4 * MEBIBYTE),
  };
  const { ttlSeconds, maxEntries, maxBytes } = numbers;
  const store = options.store ?? createMemoryResponses({ maxAgeMs: ttlSeconds * 1000, maxEntries, maxBytes });
  return { ...numbers, store, similarity: options.similarity && resolveAnswerSimilarity(options.similarity) };
}

function atLeastOne(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new HeadroomError(
    "invalid-option",
    `responseCache.${name} must be a whole number of at least 1, not ${value}.`,
  );
}
