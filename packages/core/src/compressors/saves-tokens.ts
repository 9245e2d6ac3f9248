import type { CompressContext } from "./compressor.js";

/** What a form's header costs, in tokens. */
const HEADER_TOKENS = 24;

/** Whether a text has fewer tokens as the lines of a form, the form's header included. */
export function savesTokens(body: string, text: string, context: CompressContext): boolean {
  return context.count(body) + HEADER_TOKENS < context.count(text);
}
