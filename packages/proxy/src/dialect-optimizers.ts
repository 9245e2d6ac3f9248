import {
  createMemo,
  createMemoryStore,
  createOptimizer,
  type Dialect,
  type Optimizer,
  type OptimizerOptions,
} from "@headroom/core";

/** Options of the optimizers; each adds its dialect. */
export type OptimizationOptions = Omit<OptimizerOptions, "dialect">;

/** Options in which nothing is left that every optimizer would make for itself. */
export type SharedOptimization = OptimizationOptions & Required<Pick<OptimizationOptions, "originals" | "memo">>;

/** Fills in what the optimizers of one app hold in common: what one of them stores, the app gives back. */
export function shareOptimization(options: OptimizationOptions): SharedOptimization {
  return { ...options, originals: options.originals ?? createMemoryStore(), memo: options.memo ?? createMemo() };
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
