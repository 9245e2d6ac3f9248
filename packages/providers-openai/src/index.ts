export { openaiCounting } from "./counting/counting.js";
export { createOpenaiCounter, type OpenaiCountAddress, type OpenaiCountClient } from "./counting/official-counter.js";
export { openaiChat } from "./dialect.js";
export { minimumCacheableTokens, openaiModels } from "./models/model-table.js";
export { openaiResponses } from "./responses/dialect.js";
