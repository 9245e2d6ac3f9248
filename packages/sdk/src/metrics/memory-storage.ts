import type { MetricsStorage } from "./metrics-storage.js";
import type { MetricsFilter, MetricsQuery, RequestMetrics } from "./request-metrics.js";
import { matchesFilter, summarise } from "./summarise.js";

/**
 * Keeps the newest requests in memory.
 *
 * @example
 * const client = new HeadroomClient({ originalClient, storage: createMemoryStorage({ maxRequests: 100 }) });
 */
export function createMemoryStorage({ maxRequests = 10_000 } = {}) {
  const requests = new Map<string, RequestMetrics>();
  const matching = (filter: MetricsFilter = {}) =>
    [...requests.values()].filter((metrics) => matchesFilter(metrics, filter));
  return {
    save(metrics) {
      requests.set(metrics.requestId, metrics);
      for (const oldest of requests.keys()) if (requests.size > maxRequests) requests.delete(oldest);
    },
    get: (requestId) => requests.get(requestId),
    query({ limit = 100, offset = 0, ...filter }: MetricsQuery = {}) {
      return newestFirst(matching(filter)).slice(offset, offset + limit);
    },
    count: (filter) => matching(filter).length,
    iterAll: () => newestFirst([...requests.values()]).reverse(),
    getSummaryStats: (filter) => summarise(matching(filter)),
    close() {
      requests.clear();
    },
  } satisfies MetricsStorage;
}

/** Of requests of the same moment the one that was saved last comes first. */
export function newestFirst(requests: readonly RequestMetrics[]): RequestMetrics[] {
  return [...requests].reverse().sort((a, b) => b.timestamp.getTime() - a.timestamp.getTime());
}
