/** Headroom for LangChain: models, agents and callbacks that send smaller requests, and a tool that fetches the rest. */
export {
  type CallSavings,
  createMemoryStore,
  type Report,
  type RetrieverOptions,
  type SavingsLog,
  type SavingsSummary,
} from "@headroom/core";
export type { HeadroomMiddlewareOptions, RetrieveBounds } from "./auto-retrieve.js";
export { langchainMessages } from "./dialect.js";
export { type DocumentCompressorOptions, headroomDocumentCompressor } from "./headroom-document-compressor.js";
export { HeadroomOptimizer, type HeadroomOptimizerOptions } from "./headroom-optimizer.js";
export { headroomRetrieveTool } from "./headroom-retrieve-tool.js";
export { headroomRunnable } from "./headroom-runnable.js";
export { headroomMiddleware } from "./middleware.js";
export { type OptimizedMessages, type OptimizeMessagesOptions, optimizeMessages } from "./optimize-messages.js";
export type { HeadroomOptions } from "./options.js";
export type { ModelCall } from "./recognise.js";
export { createSavingsLog } from "./savings-log.js";
export { withHeadroom } from "./with-headroom.js";
