import type { Dialect, Optimizer } from "@headroom/core";
import type { DialectOptimizers } from "./dialect-optimizers.js";
import type { OptimizerWorker } from "./worker/optimizer-worker.js";

/** The optimizer of a request; `undefined` where its body is passed on as it comes. */
export type ChooseOptimizer = (dialect: Dialect, isConservative: boolean) => Optimizer | undefined;

/** Chooses optimizers; where there is a worker, they leave to it what would keep this thread busy. */
export function optimizerChooser(
  optimizers: ReadonlyMap<Dialect, DialectOptimizers> | undefined,
  worker: OptimizerWorker | undefined,
): ChooseOptimizer {
  if (optimizers === undefined) return () => undefined;
  const dialects = [...optimizers.keys()];
  const relieved = new Map<Optimizer, Optimizer>();
  return (dialect, isConservative) => {
    const kind = isConservative ? "conservative" : "usual";
    const optimizer = optimizers.get(dialect)?.[kind];
    if (optimizer === undefined || worker === undefined) return optimizer;
    if (!relieved.has(optimizer)) {
      relieved.set(optimizer, worker.relieving(optimizer, { dialect: dialects.indexOf(dialect), kind }));
    }
    return relieved.get(optimizer);
  };
}
