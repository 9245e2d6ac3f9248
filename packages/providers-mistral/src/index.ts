/** Mistral's dialect for Headroom. */
export { mistralChat } from "./dialect.js";
export { minimumCacheableTokens, mistralModels } from "./models/model-table.js";
