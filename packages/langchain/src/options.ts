import { invalidOption } from "@headroom/core";
import { checkIntegrationOptions, type IntegrationOptions } from "@headroom/core/integration";

/** Options of everything in this package: those of the optimizer, and who is told what it did. */
export type HeadroomOptions = IntegrationOptions;

/**
 * Refuses options that do not exist, and models in their place.
 *
 * @throws HeadroomError `invalid-option` naming the known ones.
 */
export function checkOptions(options: unknown, of: string, others: readonly string[] = []): void {
  if (typeof (options as { invoke?: unknown } | null)?.invoke === "function") {
    throw invalidOption(`${of} takes options, not a model; to wrap a model, write withHeadroom(model).`);
  }
  checkIntegrationOptions(options, of, others);
}
