/** Headroom as an HTTP proxy: a Hono app, and a Node server for it. */
import "./require-node.js";

export type { AppOptions } from "./app-options.js";
export { createApp } from "./create-app.js";
export type { OptimizationOptions } from "./dialect-optimizers.js";
export type { ProxyEnvironment } from "./exchange/exchange-of.js";
export type { FailureListener } from "./failure-listener.js";
export type { EntrySink, RequestContent, RequestEntry } from "./journal/request-entry.js";
export type { Totals } from "./metrics/tally.js";
export type { BudgetLimits, PeriodLimits } from "./middleware/budgets/budget-limits.js";
export type { BudgetOptions } from "./middleware/budgets/budget-options.js";
export type { RateLimitOptions } from "./middleware/rate-limits/rate-limit-options.js";
export type { ResponseCacheOptions } from "./middleware/response-cache/response-cache-options.js";
export type { AnswerSimilarityOptions } from "./middleware/response-cache/similarity/answer-similarity-options.js";
export { type OpenTelemetryOptions, openTelemetrySink } from "./opentelemetry/open-telemetry-sink.js";
export { PROVIDERS } from "./providers.js";
export { createRequestLog, type RequestLog, type RequestLogOptions } from "./request-log/request-log.js";
export { type RunOptions, runServer } from "./run/run-server.js";
export { ListenError } from "./serve/listen-error.js";
export { type RunningProxy, type ServeOptions, serveProxy } from "./serve/serve-proxy.js";
export type { ResponseReceiver, Transport, UpstreamCall, UpstreamRequest } from "./upstream/transport.js";
export { createUndiciTransport, type UndiciTransportOptions } from "./upstream/undici-transport.js";
export { parseUpstream, type Upstream } from "./upstream/upstream.js";
