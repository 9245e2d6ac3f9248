import type { OptimizerOptions } from "./options.js";

/**
 * The same options for requests that are handled with care, as those of a subscription login are: nothing is lost, stored or
 * added. Transforms of the user's own are left out, since they may add text; the default ones add none where nothing is
 * decided and nothing is evicted.
 *
 * @example
 * const careful = createOptimizer({ ...conservativeOptions(options), dialect });
 */
export function conservativeOptions(options: Omit<OptimizerOptions, "dialect">): Omit<OptimizerOptions, "dialect"> {
  const { transforms: _transforms, decisions: _decisions, ...others } = options;
  return { ...others, profile: "lossless", retrieval: "off", rollingWindow: false };
}
