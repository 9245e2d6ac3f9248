import type { Part } from "../conversation/part.js";
import type { AcceptedEdit, Plan } from "./plan.js";

/**
 * The gate of references: what an edit points to must stand in the final body in full, so it is looked at again after each
 * transform. Where a later transform leaves out, evicts or rewrites a target, every edit that pointed there goes back to
 * the form before it, in the same step: whoever evicts should count that in, or spare parts with dependents (see
 * `PlanContext.dependentsOf`). Where an edit is dropped after the plan, its part goes out whole, and what points to it
 * still resolves.
 *
 * Dependents stand behind their targets, so one pass in prompt order settles all. `resolves` says whether an edit can be
 * read back from what stands now.
 */
export function settleReferences(
  plan: Plan,
  parts: readonly Part[],
  resolves: (accepted: AcceptedEdit) => boolean,
): void {
  for (const part of parts) {
    let accepted = plan.replacements.get(part);
    if ((accepted?.edit.references?.length ?? 0) === 0) continue;
    while (accepted !== undefined && !resolves(accepted)) accepted = accepted.instead;
    if (accepted === plan.replacements.get(part)) continue;
    if (accepted !== undefined) {
      plan.replacements.set(part, accepted);
    } else {
      plan.replacements.delete(part);
      plan.outcomes.set(part, "unchanged");
    }
  }
}

/** The parts whose accepted edits point to a part. */
export function dependentsOf(part: Part, plan: Plan): readonly Part[] {
  return [...plan.replacements].filter(([, { edit }]) => edit.references?.includes(part)).map(([other]) => other);
}
