/** Cohere's dialect for Headroom. */
export { cohereCounting } from "./counting/counting.js";
export { type CohereCountAddress, type CohereCountClient, createCohereCounter } from "./counting/official-counter.js";
export { cohereChat } from "./dialect.js";
export { cohereModels, minimumCacheableTokens } from "./models/model-table.js";
export { cohereProvider } from "./provider.js";
