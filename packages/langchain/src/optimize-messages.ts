import type { Report } from "@headroom/core";
import type { BaseMessage } from "@langchain/core/messages";
import { callOptimizer } from "./optimize-call.js";
import { checkOptions, type HeadroomOptions } from "./options.js";

export interface OptimizeMessagesOptions extends HeadroomOptions {
  /** The model that will read them: it decides how tokens are counted and what its provider caches. @default "" */
  readonly model?: string;
}

/** Messages to send, and what they save. */
export interface OptimizedMessages {
  /** The same array where nothing was changed. */
  readonly messages: BaseMessage[];
  readonly metrics: Report;
}

/**
 * The messages in a shorter form, for whoever sends them himself. Those that are changed are new instances of their classes; the
 * ones that came in stay as they are.
 *
 * @throws HeadroomError `invalid-option` for options that do not exist or do not fit.
 * @example
 * ```ts
 * import { optimizeMessages } from "@headroom/langchain";
 *
 * const { messages: shorter, metrics } = await optimizeMessages(messages, { model: "gpt-5.5" });
 * console.log(`${metrics.tokensSaved} tokens saved`);
 * ```
 */
export async function optimizeMessages(
  messages: BaseMessage[],
  options: OptimizeMessagesOptions = {},
): Promise<OptimizedMessages> {
  checkOptions(options, "optimizeMessages", ["model"]);
  const { model = "", ...others } = options;
  let metrics: Report | undefined;
  const onReport = (report: Report): void => {
    metrics = report;
    options.onReport?.(report);
  };
  const sent = await callOptimizer({ ...others, onReport })({ messages }, model);
  return { messages: sent as unknown as BaseMessage[], metrics: metrics as unknown as Report };
}
