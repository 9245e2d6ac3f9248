import type { Edit } from "../conversation/edit.js";
import type { Part } from "../conversation/part.js";
import { writeEdit } from "../document/write-edit.js";
import type { ReplayGate } from "../transforms/cache-aligner/freeze/replay-gate.js";
import type { AcceptedEdit } from "./plan.js";
import type { TransformRun } from "./transform-run.js";
import { insertionChanges, legalAnchor } from "./write-insertion.js";

/**
 * Accepts the edits of a transform that may send a system prompt and tools as they were sent before: all of them, or none,
 * since what was frozen and what is said about it belong together. Gives what is wrong with them, if anything is.
 */
export function acceptReplay(
  edits: readonly Edit[],
  gate: ReplayGate,
  { transform, input, plan, view }: TransformRun,
): string | undefined {
  const fault = gate(edits, view.conversation);
  if (fault !== undefined) return fault;
  const accepted: (readonly [Part | undefined, AcceptedEdit])[] = [];
  const count = (text: string): number => input.counts.tokenizers[0]?.count(text) ?? 0;
  for (const edit of edits) {
    if (edit.type === "drop") return "messages taken out";
    if (edit.type === "insert") {
      const anchor = legalAnchor(edit, input);
      if (anchor === undefined) return "a text added where none may stand";
      const changes = insertionChanges(edit, anchor, input);
      accepted.push([undefined, { edit, transform: transform.name, tokensAfter: count(edit.text), changes }]);
    } else {
      const part = view.original(edit.part);
      const written = writeEdit({ ...edit, part }, input.settings.dialect);
      if (written === undefined) return "a text that does not fit where it should go";
      const { changes, reads } = written;
      accepted.push([part, { edit: { ...edit, part }, transform: transform.name, tokensAfter: count(reads), changes }]);
    }
  }
  for (const [part, each] of accepted) {
    if (part === undefined) plan.insertions.push(each);
    else plan.replacements.set(part, each);
  }
  return undefined;
}
