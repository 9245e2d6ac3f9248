import { defaultCompressors } from "../compressors/index.js";
import type { Dialect } from "../conversation/dialect.js";
import { type MaybePromise, whenReady } from "../maybe-promise.js";
import { createOptimizer, type Optimized } from "../pipeline/optimizer.js";
import type { Report } from "../report/report.js";
import type { IntegrationOptions } from "./integration-options.js";

/** Gives what to send for a call of a model: the same object where nothing was changed, never a changed one. */
export type OptimizeCall = <Call extends object>(call: Call, model: string) => MaybePromise<Optimized<Call>>;

/**
 * Creates the optimizer of what a framework calls its models with. Synchronous where no option is asynchronous.
 *
 * @param dialect Reads the framework's messages.
 * @throws HeadroomError `invalid-option` naming the option and what is allowed.
 * @example
 * ```ts
 * import { createIntegrationOptimizer } from "@headroom/core/integration";
 *
 * const optimize = createIntegrationOptimizer(dialect, { onReport: ({ tokensSaved }) => console.log(tokensSaved) });
 * const { body } = await optimize(call, "gpt-5.5");
 * ```
 */
export function createIntegrationOptimizer(dialect: Dialect, options: IntegrationOptions): OptimizeCall {
  const { minimumCacheableTokens: minimum, onReport, smartCrusher, textCrusher, ...shared } = options;
  const optimizer = createOptimizer({
    compressors: defaultCompressors({ smartCrusher, textCrusher }),
    ...shared,
    ...(typeof minimum === "number" && { minimumCacheableTokens: minimum }),
    dialect: typeof minimum === "function" ? { ...dialect, minimumCacheableTokens: minimum } : dialect,
  });
  return (call, model) =>
    whenReady(optimizer.optimizeObject(call, { model }), (optimized) => {
      tell(onReport, optimized.report);
      return optimized;
    });
}

function tell(onReport: IntegrationOptions["onReport"], report: Report): void {
  try {
    onReport?.(report);
  } catch {
    // A listener must not stop a call.
  }
}
