/** What every package for a framework is made of, apart from the messages of the framework: its options and its optimizer. */
export { createIntegrationOptimizer, type OptimizeCall } from "./create-integration-optimizer.js";
export { checkIntegrationOptions, type IntegrationOptions } from "./integration-options.js";
export { minimumCacheableTokens } from "./minimum-cacheable-tokens.js";
export { sourceOf } from "./source-of.js";
