import {
  createMemo,
  createMemoryStore,
  createOptimizer,
  type Dialect,
  type Optimizer,
  type OptimizerOptions,
} from "@headroom/core";

/** Options of the optimizers; each adds its dialect. */
export type EngineOptions = Omit<OptimizerOptions, "dialect">;

/** Options in which nothing is left that every optimizer would make for itself. */
export type SharedEngine = EngineOptions & Required<Pick<EngineOptions, "originals" | "memo">>;

/** Fills in what the optimizers of one app hold in common: what one of them stores, the app gives back. */
export function shareEngine(options: EngineOptions): SharedEngine {
  return { ...options, originals: options.originals ?? createMemoryStore(), memo: options.memo ?? createMemo() };
}

/** One optimizer for each dialect, by its name. */
export function dialectOptimizers(engine: SharedEngine, dialects: Iterable<Dialect>): ReadonlyMap<string, Optimizer> {
  const optimizers = new Map<string, Optimizer>();
  for (const dialect of dialects) optimizers.set(dialect.name, createOptimizer({ ...engine, dialect }));
  return optimizers;
}
