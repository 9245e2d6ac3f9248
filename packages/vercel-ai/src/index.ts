/** Headroom for the AI SDK: a language model middleware that sends smaller requests, and a tool that fetches the rest. */
export {
  type CallSavings,
  createMemoryStore,
  type Report,
  type RetrieveRequest,
  type RetrieverOptions,
  type SavingsLog,
  type SavingsSummary,
} from "@headroom/core";
export { aiSdkPrompt } from "./dialect.js";
export { headroomRetrieveTool } from "./headroom-retrieve-tool.js";
export { headroomMiddleware } from "./middleware.js";
export type { HeadroomOptions } from "./options.js";
export { createSavingsLog } from "./savings-log.js";
export type { HeadroomMetadata } from "./savings-metadata.js";
