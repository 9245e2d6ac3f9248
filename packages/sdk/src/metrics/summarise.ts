import type { MetricsFilter, MetricsSummary, RequestMetrics } from "./request-metrics.js";

/** Whether a request is among those that are asked for. */
export function matchesFilter(metrics: RequestMetrics, { startTime, endTime, model, mode }: MetricsFilter): boolean {
  return (
    (startTime === undefined || metrics.timestamp >= startTime) &&
    (endTime === undefined || metrics.timestamp <= endTime) &&
    (model === undefined || metrics.model === model) &&
    (mode === undefined || metrics.mode === mode)
  );
}

/**
 * Sums over requests.
 *
 * @example
 * summarise([]).totalRequests; // 0
 */
export function summarise(requests: Iterable<RequestMetrics>): MetricsSummary {
  const sums = { requests: 0, before: 0, after: 0, alignment: 0, audit: 0, optimize: 0 };
  const billed = { input: 0, cached: 0, output: 0, cost: 0, costSaved: 0 };
  for (const request of requests) {
    sums.requests++;
    sums.before += request.tokensInputBefore;
    sums.after += request.tokensInputAfter;
    sums.alignment += request.cacheAlignmentScore;
    if (request.mode === "audit") sums.audit++;
    if (request.mode === "optimize") sums.optimize++;
    billed.input += request.tokensBilled ?? 0;
    billed.cached += request.cachedTokens ?? 0;
    billed.output += request.tokensOutput ?? 0;
    billed.cost += request.costAfter ?? 0;
    billed.costSaved += (request.costBefore ?? 0) - (request.costAfter ?? 0);
  }
  const saved = sums.before - sums.after;
  const per = (sum: number): number => (sums.requests === 0 ? 0 : sum / sums.requests);
  return {
    totalRequests: sums.requests,
    totalTokensBefore: sums.before,
    totalTokensAfter: sums.after,
    totalTokensSaved: saved,
    avgTokensSaved: per(saved),
    avgCacheAlignment: per(sums.alignment),
    auditCount: sums.audit,
    optimizeCount: sums.optimize,
    totalTokensBilled: billed.input,
    totalCachedTokens: billed.cached,
    totalTokensOutput: billed.output,
    totalCost: billed.cost,
    totalCostSaved: billed.costSaved,
  };
}
