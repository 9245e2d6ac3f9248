/** Headroom inside an application: clients of LLM providers that send smaller requests. */
export type {
  CacheAlignerOptions as CacheAlignerConfig,
  Mode,
  ModelOverrides,
  Profile,
  Provider,
  Report,
  RetrieveAnswer,
  RetrieveRequest,
  Retriever,
  RetrieverOptions,
  RollingWindowOptions as RollingWindowConfig,
  ToolProfiles,
} from "@headroom/core";
export {
  createMemoryStore,
  createProvider,
  createRetriever,
  HeadroomError,
  retrieve,
  retrieveTool,
} from "@headroom/core";
export { withHeadroom } from "./clients/with-headroom.js";
export { DEFAULT_PROVIDERS } from "./default-providers.js";
export { type Fetch, headroomFetch } from "./fetch/headroom-fetch.js";
export type { HeadroomClientOptions, SmartCrusherConfig } from "./headroom-client/client-options.js";
export { HeadroomClient, type HeadroomMembers } from "./headroom-client/headroom-client.js";
export type { Headroomed } from "./headroom-client/headroomed.js";
export type { PerCallOptions } from "./headroom-client/per-call.js";
export type { SimulationResult } from "./headroom-client/simulation.js";
export type { BlockBreakdown, BlockKind } from "./metrics/block-breakdown.js";
export { createStorage } from "./metrics/create-storage.js";
export { createMemoryStorage } from "./metrics/memory-storage.js";
export type { MetricsStorage } from "./metrics/metrics-storage.js";
export type { MetricsFilter, MetricsQuery, MetricsSummary, RequestMetrics } from "./metrics/request-metrics.js";
export type { HeadroomOptions, ReportedRequest } from "./options/headroom-options.js";
export {
  generateReport,
  type ReportFileOptions,
  type ReportFormat,
  type ReportOptions,
  writeReport,
} from "./report/generate-report.js";
export type { ReportData, ReportPeriod } from "./report/report-data.js";
export { retrieveTools } from "./retrieval/retrieve-tools.js";
export { runnableRetrieveTools } from "./retrieval/runnable-retrieve-tools.js";
