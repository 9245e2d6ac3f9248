/** Gateways whose models have prefixes, as LiteLLM's: their dialects for Headroom. */
export { litellmCounting } from "./counting/counting.js";
export {
  createLitellmCounter,
  type LitellmCountAddress,
  type LitellmCountClient,
} from "./counting/official-counter.js";
export { litellmChat } from "./litellm-chat.js";
export { litellmResponses } from "./litellm-responses.js";
export { litellmModels, minimumCacheableTokens } from "./models/model-table.js";
export { litellmProvider } from "./provider.js";
