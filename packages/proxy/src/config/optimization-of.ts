import type { OptimizerOptions } from "@headroom/core";
import type { DefaultCompressorOptions } from "@headroom/core/compressors";
import type { ValuesOf } from "./option.js";
import type { OPTIMIZER_OPTIONS } from "./options/optimization-options.js";

/** What of a configuration is for optimizers, in the form that they take. */
export type OptimizationValues = Pick<
  OptimizerOptions,
  | "mode"
  | "profile"
  | "retrieval"
  | "format"
  | "tenant"
  | "verbatimTools"
  | "dataTools"
  | "minimumCacheableTokens"
  | "retrieveCommand"
> &
  DefaultCompressorOptions;

/** Options of optimizers from their part of a configuration. */
export function optimizationOf(config: ValuesOf<typeof OPTIMIZER_OPTIONS>): OptimizationValues {
  const { mode, profile, retrieval, format, tenant, verbatimTools, dataTools } = config;
  const { minimumCacheableTokens, retrieveCommand, minTokensToCrush, maxItemsAfterCrush } = config;
  return {
    ...{ mode, profile, retrieval, format, tenant, verbatimTools, dataTools },
    ...(minimumCacheableTokens !== undefined && { minimumCacheableTokens }),
    ...(retrieveCommand !== undefined && { retrieveCommand }),
    smartCrusher: {
      ...config.smartCrusher,
      ...(minTokensToCrush !== undefined && { minTokensToCrush }),
      ...(maxItemsAfterCrush !== undefined && { maxItemsAfterCrush }),
    },
  };
}
