/** Headroom for LangChain: models, agents and callbacks that send smaller requests, and a tool that fetches the rest. */
export { createMemoryStore, type Report, type RetrieverOptions } from "@headroom/core";
export type { HeadroomMiddlewareOptions, RetrieveBounds } from "./auto-retrieve.js";
export { langchainMessages } from "./dialect.js";
export { headroomDocumentCompressor } from "./headroom-document-compressor.js";
export { HeadroomOptimizer, type HeadroomOptimizerOptions } from "./headroom-optimizer.js";
export { headroomRetrieveTool } from "./headroom-retrieve-tool.js";
export { headroomMiddleware } from "./middleware.js";
export type { HeadroomOptions } from "./options.js";
export type { ModelCall } from "./recognise.js";
export { withHeadroom } from "./with-headroom.js";
