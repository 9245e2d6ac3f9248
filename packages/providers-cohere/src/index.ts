/** Cohere's dialect for Headroom. */
export { cohereChat } from "./dialect.js";
export { cohereModels, minimumCacheableTokens } from "./models/model-table.js";
