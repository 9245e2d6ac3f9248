import type { Edit, ReplaceEdit, ReplaceJsonEdit } from "../conversation/edit.js";
import type { Conversation, Part } from "../conversation/part.js";
import type { AcceptedEdit, Plan } from "./plan.js";

/** A conversation with the texts in place that were accepted so far. */
export interface EditedView {
  readonly conversation: Conversation;
  /** A part of the view as it came with the request. */
  readonly original: (part: Part) => Part;
}

/** The view that the next transform plans on. */
export function editedView(conversation: Conversation, plan: Plan): EditedView {
  if (plan.replacements.size === 0) return { conversation, original: (part) => part };
  const origin = new Map<Part, Part>();
  const parts = conversation.parts.map((part) => {
    const edited = editedPart(part, plan.replacements.get(part));
    if (edited !== part) origin.set(edited, part);
    return edited;
  });
  return { conversation: { ...conversation, parts }, original: (part) => origin.get(part) ?? part };
}

/** A part in the form that it would have if nothing that it points to stood any more. */
export function withoutReferences(part: Part, plan: Plan): Part {
  let accepted = plan.replacements.get(part);
  while ((accepted?.edit.references?.length ?? 0) > 0) accepted = accepted?.instead;
  return editedPart(part, accepted);
}

/** Whether an edit puts another text or value in the place of one part. */
export function isReplacement(edit: Edit): edit is ReplaceEdit | ReplaceJsonEdit {
  return edit.type === "replace" || edit.type === "replace-json";
}

function editedPart(part: Part, accepted: AcceptedEdit | undefined): Part {
  if (accepted === undefined || !isReplacement(accepted.edit)) return part;
  return { ...part, text: accepted.edit.type === "replace" ? accepted.edit.text : accepted.edit.json };
}
