/** Anthropic's dialect for Headroom. */
export { anthropicCounting } from "./counting/counting.js";
export {
  type AnthropicCountAddress,
  type AnthropicCountClient,
  createAnthropicCounter,
} from "./counting/official-counter.js";
export { anthropicMessages } from "./dialect.js";
export { anthropicModels, minimumCacheableTokens } from "./models/model-table.js";
export { anthropicProvider } from "./provider.js";
