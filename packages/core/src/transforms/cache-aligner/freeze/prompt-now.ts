import type { Conversation, Part } from "../../../conversation/part.js";
import type { ReadContext } from "../../prepare-context.js";
import type { AlignerSettings } from "../aligner-options.js";
import { promptParts, readSystemText, systemTexts } from "../system-prompt.js";
import { maskOf } from "../volatile/mask.js";
import type { VolatileSpan } from "../volatile/volatile-span.js";
import { History } from "./history.js";
import { shortDigest } from "./store-keys.js";
import { readTools, type Tool } from "./tool-list.js";

/** One text of the system prompt. */
export interface PromptText {
  readonly part: Part & { readonly text: string };
  readonly text: string;
  readonly spans: readonly VolatileSpan[];
}

/** A request as the aligner sees it. */
export interface PromptNow {
  readonly texts: readonly PromptText[];
  /** The volatile values of all texts in order, and which of them are of the moment of the request. */
  readonly values: readonly string[];
  readonly isNow: readonly boolean[];
  /** Digest of the system prompt without its volatile values. */
  readonly mask: string;
  /** Digest of it without those of the moment, but with all others. */
  readonly nowMask: string;
  readonly tools: readonly Tool[] | undefined;
  readonly history: History;
}

/** Reads what the aligner needs of a request. */
export function readPrompt(conversation: Conversation, settings: AlignerSettings, context: ReadContext): PromptNow {
  const prompt = promptParts(conversation);
  const read = systemTexts(prompt).map((part) => ({ part, ...readSystemText(part, settings, context) }));
  const texts = read.map(({ part, spans }) => ({ part, text: part.text, spans }));
  const spans = texts.flatMap((each) => each.spans);
  // Texts that the provider alone may read are passed on as they come, and are nothing to tell agents by.
  const sealed = prompt
    .filter(({ kind, text }) => kind !== "tool-definition" && text === undefined)
    .map((part) => JSON.stringify(context.valueOf(part) ?? null));
  return {
    texts,
    values: texts.flatMap(({ text, spans: own }) => own.map(({ start, end }) => text.slice(start, end))),
    isNow: spans.map(({ isNow }) => isNow),
    mask: shortDigest(context, conversation.dialect, ...read.map(({ mask }) => mask), ...sealed),
    nowMask: shortDigest(
      context,
      conversation.dialect,
      ...texts.map(({ text, spans: own }) =>
        maskOf(
          text,
          own.filter(({ isNow }) => isNow),
        ),
      ),
      ...sealed,
    ),
    tools: readTools(prompt, context),
    history: new History(conversation, prompt.length, context),
  };
}
