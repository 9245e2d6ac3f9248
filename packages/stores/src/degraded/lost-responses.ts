import type { ResponseStore } from "@headroom/core";
import { isOutage } from "./is-outage.js";

/** Answers of a server while it answers; while it does not, there are none and none are kept. Only clearing them must not fail unseen. */
export function withoutLostResponses(shared: ResponseStore): ResponseStore {
  async function unlessLost<T>(call: () => Promise<T> | T, otherwise: T): Promise<T> {
    try {
      return await call();
    } catch (error) {
      if (isOutage(error)) return otherwise;
      throw error;
    }
  }
  return {
    get: (key) => unlessLost(() => shared.get(key), undefined),
    set: (key, answer) => unlessLost(() => shared.set(key, answer), undefined),
    count: () => unlessLost(() => shared.count(), 0),
    clear: () => shared.clear(),
    close: () => shared.close(),
  };
}
