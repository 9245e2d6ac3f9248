import {
  createMemo,
  createMemoryStore,
  createOptimizer,
  type Dialect,
  type Optimizer,
  type OptimizerOptions,
} from "@headroom/core";
import { type DefaultCompressorOptions, defaultCompressors } from "@headroom/core/compressors";

/** Options of the optimizers; each adds its dialect. */
export type OptimizationOptions = Omit<OptimizerOptions, "dialect"> & DefaultCompressorOptions;

/** Options in which nothing is left that every optimizer would make for itself. */
export type SharedOptimization = Omit<OptimizerOptions, "dialect"> &
  Required<Pick<OptimizerOptions, "compressors" | "originals" | "memo">>;

/** Fills in what the optimizers of one app hold in common: what one of them stores, the app gives back. */
export function shareOptimization({ smartCrusher, ...options }: OptimizationOptions): SharedOptimization {
  const compressors = options.compressors ?? defaultCompressors({ smartCrusher });
  return {
    ...options,
    compressors,
    originals: options.originals ?? createMemoryStore(),
    memo: options.memo ?? createMemo(),
  };
}

/** One optimizer for each dialect, by its name. */
export function dialectOptimizers(
  optimization: SharedOptimization,
  dialects: Iterable<Dialect>,
): ReadonlyMap<string, Optimizer> {
  const optimizers = new Map<string, Optimizer>();
  for (const dialect of dialects) optimizers.set(dialect.name, createOptimizer({ ...optimization, dialect }));
  return optimizers;
}
