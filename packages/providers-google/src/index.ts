/** Google's dialect for Headroom. */
export { googleGenerateContent } from "./dialect.js";
export { googleModels, minimumCacheableTokens } from "./models/model-table.js";
