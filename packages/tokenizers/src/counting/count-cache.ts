import type { TokenCount } from "@headroom/core";

/** What providers said of requests, by digest: a count, or `undefined` where they cannot count the request. */
export interface CountCache {
  has(key: string): boolean;
  get(key: string): TokenCount | undefined;
  set(key: string, count: TokenCount | undefined): void;
}

/** Remembers the counts that were used last. */
export function createCountCache(mostCounts: number): CountCache {
  const counts = new Map<string, TokenCount | undefined>();
  const set = (key: string, count: TokenCount | undefined): void => {
    counts.delete(key);
    counts.set(key, count);
    for (const oldest of counts.keys()) {
      if (counts.size <= mostCounts) return;
      counts.delete(oldest);
    }
  };
  return {
    has: (key) => counts.has(key),
    get(key) {
      const count = counts.get(key);
      if (counts.has(key)) set(key, count);
      return count;
    },
    set,
  };
}
