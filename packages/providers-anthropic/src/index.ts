export { anthropicMessages } from "./dialect.js";
export { minimumCacheableTokens } from "./models.js";
