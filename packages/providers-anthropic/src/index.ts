export { anthropicMessages } from "./dialect.js";
export { anthropicModels, minimumCacheableTokens } from "./models/model-table.js";
