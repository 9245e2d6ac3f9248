export { openaiChat } from "./dialect.js";
export { minimumCacheableTokens, openaiModels } from "./models/model-table.js";
export { openaiResponses } from "./responses/dialect.js";
