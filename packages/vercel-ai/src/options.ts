import { invalidOption } from "@headroom/core";
import {
  checkIntegrationOptions,
  createIntegrationOptimizer,
  type IntegrationOptions,
  type OptimizeCall,
} from "@headroom/core/integration";
import { aiSdkPrompt } from "./dialect.js";

/** Options of the middleware: those of the optimizer, and who is told what it did. */
export type HeadroomOptions = IntegrationOptions;

/**
 * Creates the optimizer of prompts.
 *
 * @throws HeadroomError `invalid-option` naming what is wrong and what there is instead.
 */
export function promptOptimizer(options: HeadroomOptions): OptimizeCall {
  if (typeof options !== "object" || options === null || "doGenerate" in options) {
    throw invalidOption(
      "headroomMiddleware takes options, not a model: write wrapLanguageModel({ model, middleware: headroomMiddleware() }).",
    );
  }
  checkIntegrationOptions(options, "headroomMiddleware");
  return createIntegrationOptimizer(aiSdkPrompt, options);
}
