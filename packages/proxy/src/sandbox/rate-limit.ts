import { SandboxProblem } from "./sandbox-problem.js";

/** How many requests with one key are answered in a stretch of time. */
export interface RateLimit {
  readonly requests: number;
  readonly seconds: number;
}

export interface RateLimiter {
  /** @throws SandboxProblem 429 with the seconds until the next request is answered. */
  take(key: string): void;
}

/** Counts requests in windows that begin with the first request of a key. */
export function createRateLimiter({ requests, seconds }: RateLimit, now: () => number): RateLimiter {
  const windows = new Map<string, { readonly ends: number; taken: number }>();
  return {
    take(key) {
      const at = now();
      let window = windows.get(key);
      if (window === undefined || window.ends <= at) {
        window = { ends: at + seconds * 1000, taken: 0 };
        windows.set(key, window);
      }
      window.taken += 1;
      if (window.taken <= requests) return;
      const retryAfter = Math.ceil((window.ends - at) / 1000);
      throw new SandboxProblem(429, `Rate limit of ${requests} requests per ${seconds} seconds reached.`, {
        retryAfter,
      });
    },
  };
}
