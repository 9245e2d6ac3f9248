import {
  conservativeOptions,
  createMemo,
  createMemoryStore,
  createOptimizer,
  type Dialect,
  type Optimizer,
  type OptimizerOptions,
  type Provider,
} from "@headroom/core";
import { type DefaultCompressorOptions, defaultCompressors } from "@headroom/core/compressors";

/** Options of the optimizers; each adds its dialect. */
export type OptimizationOptions = Omit<OptimizerOptions, "dialect"> & DefaultCompressorOptions;

/** Options in which nothing is left that every optimizer would make for itself. */
export type SharedOptimization = Omit<OptimizerOptions, "dialect"> &
  Required<Pick<OptimizerOptions, "compressors" | "originals" | "memo">>;

/** Fills in what the optimizers of one app hold in common: what one of them stores, the app gives back. */
export function shareOptimization({ smartCrusher, textCrusher, ...options }: OptimizationOptions): SharedOptimization {
  const compressors = options.compressors ?? defaultCompressors({ smartCrusher, textCrusher });
  return {
    ...options,
    compressors,
    originals: options.originals ?? createMemoryStore(),
    memo: options.memo ?? createMemo(),
  };
}

/** The optimizers of a dialect. */
export interface DialectOptimizers {
  readonly usual: Optimizer;
  /** Loses nothing, stores nothing and adds nothing. */
  readonly conservative: Optimizer;
}

/** The optimizers of all dialects of the providers, in the order of the dialects. */
export function dialectOptimizers(
  optimization: SharedOptimization,
  providers: readonly Provider[],
): ReadonlyMap<Dialect, DialectOptimizers> {
  const conservative = conservativeOptions(optimization);
  const dialects = new Set(providers.flatMap(({ routes }) => routes.map(({ dialect }) => dialect)));
  return new Map(
    [...dialects].map((dialect) => [
      dialect,
      {
        usual: createOptimizer({ ...optimization, dialect }),
        conservative: createOptimizer({ ...conservative, dialect }),
      },
    ]),
  );
}
