import type { Edit } from "../conversation/edit.js";
import type { Part } from "../conversation/part.js";

/** Edits in prompt order of the parts they touch; insertions and drops keep their order after them. */
export function inPromptOrder(edits: readonly Edit[], parts: readonly Part[]): readonly Edit[] {
  const position = new Map(parts.map((part, index) => [part, index]));
  const place = (edit: Edit): number =>
    edit.type === "insert" || edit.type === "drop" ? parts.length : (position.get(edit.part) ?? parts.length);
  return edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => place(a.edit) - place(b.edit) || a.index - b.index)
    .map(({ edit }) => edit);
}
