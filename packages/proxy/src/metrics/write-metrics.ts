import { Exposition } from "./exposition.js";
import type { Tally } from "./tally.js";

/** What is so at this moment, beside the sums. */
export interface Gauges {
  readonly inFlight: number;
  readonly residentBytes: number;
  readonly heapBytes: number;
  readonly cpuSeconds: number;
}

/** All metrics of a proxy. */
export function writeMetrics(tally: Tally, gauges: Gauges): string {
  const { totals } = tally;
  const out = new Exposition();
  out.counter("headroom_requests_total", "Requests taken to a provider.", totals.requests);
  out.counter("headroom_requests_cached_total", "Requests answered with a kept answer.", totals.cached);
  out.counter("headroom_requests_cached_similar_total", "Those that asked in other words.", totals.cachedSimilar);
  out.counter("headroom_requests_rate_limited_total", "Requests refused by a limit or a budget.", totals.rateLimited);
  out.counter("headroom_requests_failed_total", "Requests answered from 500 on, or broken off.", totals.failed);
  out.counter("headroom_tokens_input_total", "Input tokens sent.", totals.inputTokens);
  out.counter("headroom_tokens_output_total", "Output tokens received.", totals.outputTokens);
  out.counter("headroom_tokens_cached_total", "Input tokens read from prompt caches.", totals.cachedTokens);
  out.counter("headroom_tokens_saved_total", "Input tokens that were not sent.", totals.tokensSaved);
  out.counter("headroom_cost_usd_total", "Cost by list price.", totals.costUsd);
  out.counter("headroom_savings_usd_total", "What the saved tokens would have cost.", totals.savingsUsd);
  out.counters("headroom_requests_by_provider", "Requests by provider.", "provider", tally.byProvider.entries());
  out.counters("headroom_requests_by_model", "Requests by model.", "model", tally.byModel.entries());
  out.counters("headroom_request_errors_total", "Requests by what went wrong.", "error", tally.byError.entries());
  out.counters("headroom_faults_total", "Faults that no client sees.", "code", tally.faults.entries());
  out.histogram("headroom_latency_ms", "Milliseconds from a request to the end of its answer.", tally.latencyMs);
  out.histogram("headroom_first_byte_ms", "Milliseconds to the head of an answer.", tally.firstByteMs);
  out.histogram("headroom_optimization_ms", "Milliseconds of making a request smaller.", tally.optimizationMs);
  out.histogram("headroom_tokens_saved", "Tokens saved of a request.", tally.savedTokens);
  out.gauge("headroom_requests_in_flight", "Calls to providers that have not ended.", gauges.inFlight);
  out.gauge("process_resident_memory_bytes", "Memory of the process.", gauges.residentBytes);
  out.gauge("nodejs_heap_used_bytes", "Memory of the heap that is used.", gauges.heapBytes);
  out.counter("process_cpu_seconds_total", "CPU time of the process.", gauges.cpuSeconds);
  return out.text();
}
