import { type Dialect, type MaybePromise, whenReady } from "@headroom/core";
import { createIntegrationOptimizer } from "@headroom/core/integration";
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
  const optimize = createIntegrationOptimizer(dialect, options);
  return (call, model) => whenReady(optimize(call, model), ({ body }) => body.messages);
}
