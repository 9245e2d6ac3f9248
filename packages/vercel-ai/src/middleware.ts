import type { Report } from "@headroom/core";
import type { LanguageModelMiddleware } from "ai";
import { type HeadroomOptions, promptOptimizer } from "./options.js";

/**
 * A middleware that sends tool results in a shorter form. One object works in ai 5, 6 and 7, for `generateText`,
 * `streamText` and everything built on them; messages, steps and results of the application stay as they are.
 *
 * Calls that cannot be optimized are sent as they came.
 *
 * @throws HeadroomError `invalid-option` for options that do not exist or do not fit.
 * @example
 * ```ts
 * import { headroomMiddleware } from "@headroom/vercel-ai";
 * import { wrapLanguageModel } from "ai";
 *
 * const model = wrapLanguageModel({ model: openai("gpt-5.5"), middleware: headroomMiddleware() });
 * ```
 */
export function headroomMiddleware(options: HeadroomOptions = {}): LanguageModelMiddleware {
  const optimizer = promptOptimizer(options);
  const transformParams: NonNullable<LanguageModelMiddleware["transformParams"]> = async ({ params, model }) => {
    const { body, report } = await optimizer.optimizeObject(params, { model: model?.modelId ?? "" });
    tell(options.onReport, report);
    return body;
  };
  // ai 5 knows no version of middleware, ai 6 and 7 do not compare it; the type of each names another one.
  return { specificationVersion: "v4", transformParams } as LanguageModelMiddleware;
}

function tell(onReport: HeadroomOptions["onReport"], report: Report): void {
  try {
    onReport?.(report);
  } catch {
    // A listener must not stop a call.
  }
}
