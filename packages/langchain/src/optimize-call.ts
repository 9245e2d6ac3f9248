import { createOptimizer, type Dialect, type MaybePromise, type Report, whenReady } from "@headroom/core";
import { defaultCompressors } from "@headroom/core/compressors";
import { langchainMessages } from "./dialect.js";
import type { HeadroomOptions } from "./options.js";
import type { ModelCall } from "./recognise.js";

/** Gives the messages to send for a call: the same array where nothing was changed, never changed messages. */
export type OptimizeCall = (call: ModelCall, model: string) => MaybePromise<readonly object[]>;

/**
 * Creates the optimizer of calls.
 *
 * @throws HeadroomError `invalid-option` naming the option and what is allowed.
 */
export function callOptimizer(options: HeadroomOptions, dialect: Dialect = langchainMessages): OptimizeCall {
  const { minimumCacheableTokens: minimum, onReport, smartCrusher, textCrusher, ...engine } = options;
  const optimizer = createOptimizer({
    compressors: defaultCompressors({ smartCrusher, textCrusher }),
    ...engine,
    ...(typeof minimum === "number" && { minimumCacheableTokens: minimum }),
    dialect: typeof minimum === "function" ? { ...dialect, minimumCacheableTokens: minimum } : dialect,
  });
  return (call, model) =>
    whenReady(optimizer.optimizeObject(call, { model }), ({ body, report }) => {
      tell(onReport, report);
      return body.messages;
    });
}

function tell(onReport: HeadroomOptions["onReport"], report: Report): void {
  try {
    onReport?.(report);
  } catch {
    // A listener must not stop a call.
  }
}
