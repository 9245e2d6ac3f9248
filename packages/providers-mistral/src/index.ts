/** Mistral's dialect for Headroom. */
export { mistralChat } from "./dialect.js";
export { minimumCacheableTokens } from "./models.js";
