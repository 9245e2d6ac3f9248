import type { Handler } from "hono";
import { Exposition } from "../metrics/exposition.js";
import type { Tally } from "../metrics/tally.js";
import { writeMetrics } from "../metrics/write-metrics.js";
import type { RunningCalls } from "../relay/running-calls.js";

/** Answers `GET /metrics` for Prometheus. */
export function metricsEndpoint(tally: Tally, calls: RunningCalls): Handler {
  return (context) => {
    const { rss, heapUsed } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const gauges = {
      inFlight: calls.size,
      residentBytes: rss,
      heapBytes: heapUsed,
      cpuSeconds: (user + system) / 1e6,
    };
    return context.text(writeMetrics(tally, gauges), 200, { "content-type": Exposition.contentType });
  };
}
