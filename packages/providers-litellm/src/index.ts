export { litellmChat } from "./litellm-chat.js";
export { litellmResponses } from "./litellm-responses.js";
export { minimumCacheableTokens } from "./models.js";
