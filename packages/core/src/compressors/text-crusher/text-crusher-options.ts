import { resolveSmartCrusherOptions, type SmartCrusherOptions } from "../select/smart-crusher-options.js";

/** What of a text is shown when not all of it can be. Rows are lines. */
export interface TextCrusherOptions extends Omit<SmartCrusherOptions, "maxItemsAfterCrush" | "similarityThreshold"> {
  /** Lines to show; errors and exact matches of the query may go beyond it. @default a share of the text's tokens */
  readonly maxItemsAfterCrush?: number;
  /** Lines always shown from the end. @default 3 */
  readonly keepLast: number;
}

const KEEP_LAST = 3;

/**
 * Checks options and fills in the defaults. The result is frozen. An option that is `undefined` counts as not given.
 *
 * @throws HeadroomError `invalid-option` naming the option and what it accepts.
 * @example
 * resolveTextCrusherOptions({ maxItemsAfterCrush: 100 }).keepFirst; // 3
 */
export function resolveTextCrusherOptions(input: Partial<TextCrusherOptions> = {}): TextCrusherOptions {
  const { maxItemsAfterCrush, similarityThreshold: _, ...options } = resolveSmartCrusherOptions(input, "textCrusher");
  return Object.freeze({
    ...options,
    ...(input.keepLast === undefined && { keepLast: KEEP_LAST }),
    ...(input.maxItemsAfterCrush !== undefined && { maxItemsAfterCrush }),
  });
}
