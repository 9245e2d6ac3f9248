export { litellmChat } from "./litellm-chat.js";
export { litellmResponses } from "./litellm-responses.js";
export { litellmModels, minimumCacheableTokens } from "./models/model-table.js";
