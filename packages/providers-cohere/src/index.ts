/** Cohere's dialect for Headroom. */
export { cohereChat } from "./dialect.js";
export { minimumCacheableTokens } from "./models.js";
