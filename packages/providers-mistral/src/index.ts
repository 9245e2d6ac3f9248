/** Mistral's dialect for Headroom. */
export { mistralCounting } from "./counting/counting.js";
export { hasSentencePiece } from "./counting/has-sentencepiece.js";
export { hasTekken } from "./counting/has-tekken.js";
export { mistralChat } from "./dialect.js";
export { minimumCacheableTokens, mistralModels } from "./models/model-table.js";
export { mistralProvider } from "./provider.js";
