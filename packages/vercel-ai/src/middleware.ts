import type { Report } from "@headroom/core";
import type { LanguageModelMiddleware } from "ai";
import { type HeadroomOptions, promptOptimizer } from "./options.js";
import { streamWithSavings, withSavings } from "./savings-metadata.js";

/**
 * A middleware that sends tool results in a shorter form. One object works in ai 5, 6 and 7, for `generateText`,
 * `streamText` and everything built on them; messages, steps and results of the application stay as they are. What a call
 * saved stands in `providerMetadata.headroom` of its result: see `HeadroomMetadata`.
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
  const optimize = promptOptimizer(options);
  /** By the call options that go on to the model: all that the hooks of one call share. */
  const reports = new WeakMap<object, Report>();
  const hooks: Required<Pick<LanguageModelMiddleware, "transformParams" | "wrapGenerate" | "wrapStream">> = {
    async transformParams({ params, model }) {
      const { body, report } = await optimize(params, model?.modelId ?? "");
      if (report.mode !== "off") reports.set(body, report);
      return body;
    },
    wrapGenerate: async ({ doGenerate, params }) => withSavings(await doGenerate(), reports.get(params)),
    async wrapStream({ doStream, params }) {
      const { stream, ...result } = await doStream();
      return { ...result, stream: streamWithSavings(stream, reports.get(params)) };
    },
  };
  // ai 5 knows no version of middleware, ai 6 and 7 do not compare it; the type of each names another one.
  return { specificationVersion: "v4", ...hooks } as LanguageModelMiddleware;
}
