import type { ResponseStore, ResponseStoreLimits } from "@headroom/core";
import { LRUCache } from "lru-cache";

/** What an answer occupies besides its bytes and its key. */
const OVERHEAD_BYTES = 256;

export interface MemoryResponsesOptions extends ResponseStoreLimits {
  /** The time in milliseconds. @default Date.now */
  readonly now?: () => number;
}

/**
 * Answers in the memory of this process.
 *
 * @example
 * const responses = createMemoryResponses({ maxAgeMs: 60_000, maxEntries: 1000, maxBytes: 64 * 1024 * 1024 });
 * responses.set("tenant:key", new TextEncoder().encode("an answer"));
 */
export function createMemoryResponses(options: MemoryResponsesOptions): ResponseStore {
  const { maxAgeMs, maxEntries, maxBytes, now = Date.now } = options;
  const answers = new LRUCache<string, Uint8Array>({
    max: maxEntries,
    maxSize: maxBytes,
    sizeCalculation: (answer, key) => answer.length + 2 * key.length + OVERHEAD_BYTES,
    ttl: maxAgeMs,
    ttlResolution: 0,
    perf: { now },
  });
  return {
    get: (key) => answers.get(key),
    set: (key, answer) => void answers.set(key, answer),
    clear: () => answers.clear(),
    count() {
      answers.purgeStale();
      return answers.size;
    },
    close: () => answers.clear(),
  };
}
