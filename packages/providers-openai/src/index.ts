export { openaiChat } from "./dialect.js";
export { minimumCacheableTokens } from "./models.js";
