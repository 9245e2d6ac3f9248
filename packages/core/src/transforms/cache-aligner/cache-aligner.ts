import type { Edit } from "../../conversation/edit.js";
import type { Conversation } from "../../conversation/part.js";
import { sha256 } from "../../digest/sha256.js";
import { whenReady } from "../../maybe-promise.js";
import { createEstimator } from "../../tokenizer/estimate.js";
import type { PlanContext, Transform } from "../transform.js";
import { type Alignment, alignMessages } from "./align/align-messages.js";
import { alignmentScore } from "./align/alignment-score.js";
import { type AlignableMessage, isSystemMessage, textsOf } from "./align/system-texts.js";
import { type AlignerSettings, type CacheAlignerOptions, resolveAlignerOptions } from "./aligner-options.js";
import { decideFreeze } from "./freeze/decide-freeze.js";
import type { FreezeDecision } from "./freeze/freeze-decision.js";
import { freezeEdits } from "./freeze/freeze-edits.js";
import { allowReplay } from "./freeze/replay-gate.js";
import { measureAlignment } from "./report/measure-alignment.js";

/** The transform, and the same work on messages that nobody has sent yet. */
export interface CacheAligner extends Transform {
  /**
   * Puts what stays in the system prompt first, and what says when it is behind the separator. Everything else, and the
   * messages that came in, stay as they are. For prompts that are written anew: in a conversation that runs, text that was
   * sent must stay where it is.
   *
   * The metrics say whether the static text is another one than in the call before.
   *
   * @param system A system prompt that stands apart, as with Anthropic: a text, or a list of blocks.
   * @example
   * const { messages } = cacheAligner().align([{ role: "system", content: "Be brief. Today is January 7, 2025." }]);
   * messages[0].content; // "Be brief.\n\n---\n[Dynamic Context]\nToday is January 7, 2025."
   */
  align<Message extends AlignableMessage, System = unknown>(
    messages: readonly Message[],
    system?: System,
  ): Alignment<Message, System>;
  /**
   * How well the system messages keep their cached prefix, 0 to 100: 100, less 10 for each date or time of the request, 5
   * for carriage returns, 2 for double blanks and 2 for two blank lines in a row.
   *
   * @example
   * cacheAligner().getAlignmentScore([{ role: "system", content: "Today is January 7, 2025." }]); // 90
   */
  getAlignmentScore(messages: readonly AlignableMessage[], system?: unknown): number;
}

/**
 * The transform that looks after the beginning of the prompt, which must stay the same for the provider's cache to help. It
 * says in the report what is likely to change there, and what that costs.
 *
 * With a store of decisions a conversation keeps the system text and the tools that it began with, byte for byte, as long as
 * only volatile values, the order of tools or that of their keys change. The model is told the new values by a note behind
 * the messages that came in with the change, and the note stays there.
 *
 * @throws HeadroomError `invalid-option` naming the option and what it may be.
 * @example
 * createOptimizer({ dialect, transforms: [cacheAligner(), contentRouter({ compressors })] });
 */
export function cacheAligner(options: CacheAlignerOptions = {}): CacheAligner {
  const settings = resolveAlignerOptions(options);
  const tokenizer = createEstimator();
  let previousHash: string | null = null;
  const aligner: CacheAligner = {
    name: "cache_align",
    prepare(conversation, context) {
      const { decisions } = context;
      const mayFreeze = settings.enabled && settings.freeze && conversation.historyHeld !== true;
      if (decisions === undefined || !mayFreeze) return undefined;
      return whenReady(decideFreeze(conversation, settings, context, decisions), (decision) => {
        return decision && { plan: (view, planning) => freeze(decision, view, settings, planning) };
      });
    },
    plan(conversation, context) {
      if (settings.enabled) context.describeAlignment(measureAlignment(conversation, settings, context));
      return undefined;
    },
    align(messages, system) {
      const aligned = alignMessages(messages, system, settings, { digest: sha256, tokenizer, previousHash });
      previousHash = aligned.stablePrefixHash;
      return aligned;
    },
    getAlignmentScore(messages, system) {
      const contents = messages.filter(isSystemMessage).map(({ content }) => content);
      return alignmentScore([system, ...contents].flatMap(textsOf), settings);
    },
  };
  return allowReplay(aligner, settings);
}

/** Sends a request as it was decided, and says what was found and done. */
function freeze(
  decision: FreezeDecision,
  conversation: Conversation,
  settings: AlignerSettings,
  context: PlanContext,
): readonly Edit[] {
  const edits = freezeEdits(decision, conversation, settings, context);
  for (const writing of decision.writings) context.decide(writing);
  const { changes, notes } = decision;
  const isFrozen = edits.some(({ type }) => type !== "insert");
  context.describeAlignment({
    ...measureAlignment(conversation, settings, context),
    conversation: { changes, isFrozen, notes: notes.length },
  });
  return edits;
}

/**
 * Aligns messages once, see {@link CacheAligner.align}.
 *
 * @throws HeadroomError `invalid-option` naming the option and what it may be.
 * @example
 * alignForCache([{ role: "system", content: "Be brief. Today is January 7, 2025." }]).stablePrefixHash; // the same tomorrow
 */
export function alignForCache<Message extends AlignableMessage, System = unknown>(
  messages: readonly Message[],
  options: CacheAlignerOptions & { readonly system?: System } = {},
): Alignment<Message, System> {
  const { system, ...rest } = options;
  return cacheAligner(rest).align(messages, system);
}
