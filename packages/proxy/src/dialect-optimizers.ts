import {
  createMemo,
  createMemoryStore,
  createOptimizer,
  type Dialect,
  type Optimizer,
  type OptimizerOptions,
  type Provider,
} from "@headroom/core";
import { type DefaultCompressorOptions, defaultCompressors } from "@headroom/core/compressors";
import type { RequestMode } from "./request-wish.js";

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
  /** What is done to a request by what its client wishes, and by whether it is treated with care. */
  optimizer(mode: RequestMode | undefined, isConservative: boolean): Optimizer | undefined;
}

/** The optimizers of all dialects of the providers. A conservative one loses nothing, stores nothing and adds nothing. */
export function dialectOptimizers(
  optimization: SharedOptimization,
  providers: readonly Provider[],
): ReadonlyMap<Dialect, DialectOptimizers> {
  // Transforms of the user's own may add text; what there is by default does not where it decides and evicts nothing.
  const { transforms: _transforms, decisions: _decisions, ...plain } = optimization;
  const conservative = { ...plain, profile: "lossless", retrieval: "off", rollingWindow: false } as const;
  const dialects = new Set(providers.flatMap(({ routes }) => routes.map(({ dialect }) => dialect)));
  const pairOf = (dialect: Dialect, mode = optimization.mode ?? "optimize") => ({
    usual: createOptimizer({ ...optimization, dialect, mode }),
    conservative: createOptimizer({ ...conservative, dialect, mode }),
  });
  return new Map(
    [...dialects].map((dialect) => {
      const asConfigured = pairOf(dialect);
      const byMode = new Map<RequestMode, typeof asConfigured>();
      return [
        dialect,
        {
          optimizer(mode, isConservative) {
            if (mode === "off") return undefined;
            if (mode !== undefined && !byMode.has(mode)) byMode.set(mode, pairOf(dialect, mode));
            const pair = (mode && byMode.get(mode)) ?? asConfigured;
            return isConservative ? pair.conservative : pair.usual;
          },
        },
      ];
    }),
  );
}
