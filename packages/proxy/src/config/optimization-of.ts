import type { OptimizerOptions, RollingWindowOptions } from "@headroom/core";
import type { DefaultCompressorOptions } from "@headroom/core/compressors";
import type { ValuesOf } from "./option.js";
import { OPTIMIZER_OPTIONS } from "./options/optimization-options.js";
import { relevanceOf } from "./relevance-of.js";

/** What of a configuration is for optimizers, in the form that they take. */
export type OptimizationValues = Pick<
  OptimizerOptions,
  | "mode"
  | "profile"
  | "retrieval"
  | "format"
  | "tenant"
  | "tools"
  | "verbatimTools"
  | "dataTools"
  | "minimumCacheableTokens"
  | "retrieveCommand"
  | "relevance"
  | "cacheAligner"
  | "coldCache"
  | "rollingWindow"
  | "modelContextLimits"
> &
  DefaultCompressorOptions;

/** Options of optimizers from their part of a configuration. */
export function optimizationOf(config: ValuesOf<typeof OPTIMIZER_OPTIONS>): OptimizationValues {
  const { mode, profile, retrieval, format, tenant, verbatimTools, dataTools, coldCache } = config;
  const { minimumCacheableTokens, retrieveCommand, minTokensToCrush, maxItemsAfterCrush } = config;
  const { modelContextLimits, tools } = config;
  const relevance = relevanceOf(config);
  const leastTokens = minTokensToCrush !== undefined && { minTokensToCrush };
  return {
    mode,
    profile,
    retrieval,
    format,
    tenant,
    verbatimTools,
    dataTools,
    coldCache,
    ...(minimumCacheableTokens !== undefined && { minimumCacheableTokens }),
    ...(retrieveCommand !== undefined && { retrieveCommand }),
    ...(modelContextLimits !== undefined && { modelContextLimits }),
    ...(relevance !== undefined && { relevance }),
    cacheAligner: config.align && (config.cacheAligner ?? {}),
    rollingWindow: config.window && windowOf(config),
    ...(tools !== undefined && { tools }),
    textCrusher: { ...config.textCrusher, ...leastTokens },
    smartCrusher: {
      ...config.smartCrusher,
      ...leastTokens,
      ...(maxItemsAfterCrush !== undefined && { maxItemsAfterCrush }),
    },
  };
}

function windowOf(config: ValuesOf<typeof OPTIMIZER_OPTIONS>): RollingWindowOptions {
  const { rollingWindow, maxTokens, keepLastTurns, overflow } = config;
  return {
    ...rollingWindow,
    ...(maxTokens !== undefined && { maxTokens }),
    ...(keepLastTurns !== undefined && { keepLastTurns }),
    ...(overflow !== OPTIMIZER_OPTIONS.overflow.default && { overflow }),
  };
}
