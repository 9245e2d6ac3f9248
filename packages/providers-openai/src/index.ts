export { openaiChat } from "./dialect.js";
export { minimumCacheableTokens } from "./models.js";
export { openaiResponses } from "./responses/dialect.js";
