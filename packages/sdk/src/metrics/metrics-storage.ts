import type { MaybePromise } from "@headroom/core";
import type { MetricsFilter, MetricsQuery, MetricsSummary, RequestMetrics } from "./request-metrics.js";

/** Keeps what is known of requests. Every operation may be synchronous or not. */
export interface MetricsStorage {
  /** Keeps the metrics of a request. */
  save(metrics: RequestMetrics): MaybePromise<void>;
  /** The metrics of a request, by its id. */
  get(requestId: string): MaybePromise<RequestMetrics | undefined>;
  /** Newest first. */
  query(query?: MetricsQuery): MaybePromise<readonly RequestMetrics[]>;
  /** How many requests match. */
  count(filter?: MetricsFilter): MaybePromise<number>;
  /** All, oldest first. */
  iterAll(): AsyncIterable<RequestMetrics> | Iterable<RequestMetrics>;
  /** The sums over the requests that match. */
  getSummaryStats(filter?: MetricsFilter): MaybePromise<MetricsSummary>;
  /** Gives the file back. */
  close(): MaybePromise<void>;
}
