/** Google's dialect for Headroom. */
export { googleGenerateContent } from "./dialect.js";
export { minimumCacheableTokens } from "./models.js";
