import type { Conversation, Part } from "../../conversation/part.js";
import type { ReadContext } from "../prepare-context.js";
import type { AlignerSettings } from "./aligner-options.js";
import { findVolatile } from "./volatile/find-volatile.js";
import { maskOf } from "./volatile/mask.js";
import type { VolatileSpan } from "./volatile/volatile-span.js";

const SPAN_BYTES = 80;
const ENTRY_BYTES = 200;

/** What stands before the conversation: everything up to the first part that is neither a tool nor system text. */
export function promptParts({ parts }: Conversation): readonly Part[] {
  const first = parts.findIndex(({ kind, messageIndex }) => kind !== "system" && messageIndex >= 0);
  return first < 0 ? parts : parts.slice(0, first);
}

/** The texts of the system prompt that can be read and edited. */
export function systemTexts(parts: readonly Part[]): readonly (Part & { readonly text: string })[] {
  return parts.filter(
    (part): part is Part & { readonly text: string } =>
      part.kind === "system" && part.text !== undefined && part.encoding === "text" && part.locks.length === 0,
  );
}

/** A text of the system prompt with what is known of it. */
export interface SystemText {
  readonly spans: readonly VolatileSpan[];
  readonly mask: string;
}

/** Finds what is volatile in a text; remembered, since prompts come again and again. */
export function readSystemText(part: Part, settings: AlignerSettings, context: ReadContext): SystemText {
  const text = part.text ?? "";
  const patterns = settings.datePatterns?.map(String).join(" ") ?? "";
  return context.remember(
    `volatile:${context.digestOf(part)}:${patterns}`,
    () => {
      const spans = findVolatile(text, settings.datePatterns);
      return { spans, mask: maskOf(text, spans) };
    },
    ({ spans, mask }) => ENTRY_BYTES + SPAN_BYTES * spans.length + 2 * mask.length,
  );
}
