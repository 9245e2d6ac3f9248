/** OpenAI's dialects for Headroom, and providers with OpenAI's API. */
export {
  anyscaleProvider,
  type CompatibleProviderOptions,
  createCompatibleProvider,
  fireworksProvider,
  groqProvider,
  lmStudioProvider,
  ollamaProvider,
  togetherProvider,
  vllmProvider,
} from "./compatible-provider.js";
export { openaiCounting } from "./counting/counting.js";
export { createOpenaiCounter, type OpenaiCountAddress, type OpenaiCountClient } from "./counting/official-counter.js";
export { openaiChat } from "./dialect.js";
export { minimumCacheableTokens, openaiModels } from "./models/model-table.js";
export { openaiProvider } from "./provider.js";
export { openaiResponses } from "./responses/dialect.js";
