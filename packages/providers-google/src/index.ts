/** Google's dialect for Headroom. */
export { googleCounting } from "./counting/counting.js";
export {
  createGoogleCounter,
  type GoogleCountAddress,
  type GoogleCountClient,
  type GoogleCounterOptions,
} from "./counting/official-counter.js";
export { googleGenerateContent } from "./dialect.js";
export { googleModels, minimumCacheableTokens } from "./models/model-table.js";
export { googleProvider } from "./provider.js";
