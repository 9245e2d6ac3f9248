import type { MaybePromise } from "@headroom/core";
import type { MetricsFilter, MetricsQuery, MetricsSummary, RequestMetrics } from "./request-metrics.js";

/** Keeps what is known of requests. Every operation may be synchronous or not. */
export interface MetricsStorage {
  save(metrics: RequestMetrics): MaybePromise<void>;
  get(requestId: string): MaybePromise<RequestMetrics | undefined>;
  /** Newest first. */
  query(query?: MetricsQuery): MaybePromise<readonly RequestMetrics[]>;
  count(filter?: MetricsFilter): MaybePromise<number>;
  /** All, oldest first. */
  iterAll(): AsyncIterable<RequestMetrics> | Iterable<RequestMetrics>;
  getSummaryStats(filter?: MetricsFilter): MaybePromise<MetricsSummary>;
  close(): MaybePromise<void>;
}
