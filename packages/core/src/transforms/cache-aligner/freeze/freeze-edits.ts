import type { Edit } from "../../../conversation/edit.js";
import type { Conversation, Part } from "../../../conversation/part.js";
import type { PlanContext } from "../../transform.js";
import type { AlignerSettings } from "../aligner-options.js";
import { promptParts, readSystemText, systemTexts } from "../system-prompt.js";
import { withValues } from "../volatile/mask.js";
import type { FreezeDecision } from "./freeze-decision.js";
import { readTools, toolEdits } from "./tool-list.js";

const TAG = "cache_align";

/** The edits that send a request as it was decided. */
export function freezeEdits(
  decision: FreezeDecision,
  conversation: Conversation,
  settings: AlignerSettings,
  context: PlanContext,
): readonly Edit[] {
  const prompt = promptParts(conversation);
  const tools = decision.tools === undefined ? undefined : readTools(prompt, context);
  return [
    ...(tools === undefined ? [] : toolEdits(tools, decision.tools ?? [], context)),
    ...textEdits(systemTexts(prompt), decision.values, settings, context),
    ...noteEdits(decision, context),
  ].map((edit) => ({ ...edit, tag: TAG }));
}

function textEdits(
  parts: readonly (Part & { readonly text: string })[],
  values: readonly string[],
  settings: AlignerSettings,
  context: PlanContext,
): readonly Edit[] {
  let at = 0;
  return parts.flatMap((part): readonly Edit[] => {
    const { spans } = readSystemText(part, settings, context);
    const text = withValues(part.text, spans, values.slice(at, at + spans.length));
    at += spans.length;
    return text === part.text ? [] : [{ type: "replace", part, text }];
  });
}

function noteEdits({ notes }: FreezeDecision, context: PlanContext): readonly Edit[] {
  return notes.flatMap(({ after, text }): readonly Edit[] => {
    const anchor = context.anchors().findLast(({ messageIndex }) => messageIndex === after);
    return anchor === undefined ? [] : [{ type: "insert", anchor, text }];
  });
}
