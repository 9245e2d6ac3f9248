import { createSavingsLog as createLog, type SavingsLog, type SavingsLogOptions } from "@headroom/core";

/**
 * Creates a log of what calls saved: the last ones one by one, and sums over all. It holds no text of them.
 *
 * @example
 * ```ts
 * import { createSavingsLog, withHeadroom } from "@headroom/langchain";
 *
 * const savings = createSavingsLog();
 * const sending = withHeadroom(model, { onReport: savings.record });
 * savings.getSummary().totalTokensSaved; // 0 before the first call
 * ```
 */
export function createSavingsLog(options: Partial<SavingsLogOptions> = {}): SavingsLog {
  return createLog({ now: Date.now, ...options });
}
